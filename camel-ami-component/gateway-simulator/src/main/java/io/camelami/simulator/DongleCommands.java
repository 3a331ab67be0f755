package io.camelami.simulator;

import io.camelami.simulator.DongleSender.Message;
import io.camelami.simulator.cli.CliCommand.Result;
import io.camelami.simulator.cli.CommandOutput;
import io.camelami.simulator.cli.CommandShell;
import java.util.List;

/** The commands of the drivers that send and show. A refused send is a success with the reason printed. */
final class DongleCommands {
    private final DongleDriver driver;
    private final DongleSender sender;
    private final DongleDeviceList list;

    DongleCommands(DongleDriver driver, DongleSender sender, DongleDeviceList list) {
        this.driver = driver;
        this.sender = sender;
        this.list = list;
    }

    void addTo(CommandShell shell) {
        String word = driver.word();
        shell.add(
                        word + " sms",
                        "Usage: " + word + " sms <device> <number> <message>\n"
                                + "       Send a SMS to <number> with the <message> from <device>\n",
                        this::sms)
                .add(
                        word + " ussd",
                        "Usage: " + word + " ussd <device> <command>\n       Send ussd <command> to the " + word
                                + "\n       with the specified <device>.\n",
                        this::ussd)
                .add(
                        word + " show devices",
                        "Usage: " + word + " show devices\n       Shows the state of " + driver.prefix()
                                + " devices.\n",
                        this::showDevices);
        if (driver.isOriginal()) {
            shell.add(word + " pdu", "Usage: " + word + " pdu <device> <pdu>\n", this::pdu);
        }
    }

    private Result sms(List<String> words, CommandOutput output) {
        if (words.size() < 5) {
            return Result.SHOW_USAGE;
        }
        String text = String.join(" ", words.subList(4, words.size()));
        // The later drivers ask for a report here, and have nothing to name the message with.
        String meant = driver.isOriginal() ? text : text.replace("\\", "\\\\");
        Message message = new Message(words.get(2), words.get(3), meant, null, !driver.isOriginal(), "UNKNOWN");
        output.print(sender.send(message).inCommand() + "\n");
        return Result.SUCCESS;
    }

    private Result ussd(List<String> words, CommandOutput output) {
        if (words.size() != 4) {
            return Result.SHOW_USAGE;
        }
        output.print(sender.sendUssd(words.get(2), words.get(3)).inCommand() + "\n");
        return Result.SUCCESS;
    }

    private Result pdu(List<String> words, CommandOutput output) {
        if (words.size() != 4) {
            return Result.SHOW_USAGE;
        }
        output.print(sender.sendPdu(words.get(2), words.get(3)).inCommand() + "\n");
        return Result.SUCCESS;
    }

    private Result showDevices(List<String> words, CommandOutput output) {
        if (words.size() != 3) {
            return Result.SHOW_USAGE;
        }
        output.print(list.table());
        return Result.SUCCESS;
    }
}
