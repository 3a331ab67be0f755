package io.camelami.simulator;

import io.camelami.simulator.Radio.Modem;
import io.camelami.simulator.cli.CliCommand.Result;
import io.camelami.simulator.cli.CommandOutput;
import io.camelami.simulator.cli.CommandShell;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The commands of chan_extra 2.0.8 about modems and how they send (gateways.md §2.2). */
final class OpenVoxModemCommands {
    private static final Map<String, String> SEND_SETTINGS =
            Map.of("mode", "pdu", "smsc", "Undefined", "coding", "ascii");

    private final SpanArgument spans;
    private final Map<String, String> settings = new ConcurrentHashMap<>();

    OpenVoxModemCommands(GatewayParts parts) {
        this.spans = new SpanArgument(parts.radio());
    }

    void addTo(CommandShell shell) {
        for (String verb : List.of("on", "off", "reset")) {
            shell.add("gsm power " + verb, "Usage: gsm power " + verb + " <span>\n", (w, o) -> power(w, verb, o));
        }
        SEND_SETTINGS.keySet().forEach(name -> {
            String set = "gsm set send sms " + name;
            String arguments = name.equals("mode") ? " <mode> <span>\n" : " <span> <" + name + ">\n";
            shell.add(set, "Usage: " + set + arguments, (w, o) -> set(w, name, o));
            String show = "gsm show send sms " + name;
            shell.add(show, "Usage: " + show + " <span>\n", (w, o) -> show(w, name, o));
        });
        shell.add(
                        "gsm send sync at",
                        "Usage: gsm send sync at <span> <AT Command> <timeout> \n"
                                + "       Send AT Commands on a given GSM span\n",
                        this::sendAt)
                .add(
                        "gsm check phone stat",
                        "Usage: gsm check phone stat <span> <number> <hangup> [timeout]\n",
                        this::checkPhone);
    }

    /** Switches a modem, or answers that there is none; the words are the driver's. */
    private Result power(List<String> words, String verb, CommandOutput output) {
        if (words.size() < 4) {
            return Result.SHOW_USAGE;
        }
        Optional<Modem> modem = spans.modem(words.get(3), output);
        if (modem.isEmpty()) {
            return Result.FAILURE;
        }
        modem.get().setState(verb.equals("off") ? SpanState.down("Down") : SpanState.UP);
        output.print("Power " + verb + " span " + modem.get().span() + " sucessed\n");
        return Result.SUCCESS;
    }

    private Result set(List<String> words, String name, CommandOutput output) {
        if (words.size() < 7) {
            return Result.SHOW_USAGE;
        }
        boolean spanFirst = !name.equals("mode");
        Optional<Modem> modem = spans.modem(words.get(spanFirst ? 5 : 6), output);
        modem.ifPresent(m -> settings.put(name + m.span(), words.get(spanFirst ? 6 : 5)));
        return modem.isPresent() ? Result.SUCCESS : Result.FAILURE;
    }

    private Result show(List<String> words, String name, CommandOutput output) {
        if (words.size() < 6) {
            return Result.SHOW_USAGE;
        }
        Optional<Modem> modem = spans.modem(words.get(5), output);
        modem.ifPresent(m -> output.print(settings.getOrDefault(name + m.span(), SEND_SETTINGS.get(name)) + "\n"));
        return modem.isPresent() ? Result.SUCCESS : Result.FAILURE;
    }

    /** The modem's own answer, line ends and all; an {@code @} stands for a question mark. */
    private Result sendAt(List<String> words, CommandOutput output) throws IOException, InterruptedException {
        if (words.size() < 7) {
            return Result.SHOW_USAGE;
        }
        Optional<Modem> modem = spans.modem(words.get(4), output);
        if (modem.isEmpty()) {
            return Result.FAILURE;
        }
        output.started();
        if (modem.get().useWithin(Duration.ofMillis(SpanArgument.number(words.get(6))))) {
            output.print(answer(words.get(5).replace('@', '?'), modem.get()) + "\r\nOK\r\n");
        } else {
            output.print("TIMEOUT\n");
        }
        return Result.SUCCESS;
    }

    private static String answer(String command, Modem modem) {
        return switch (command) {
            case "AT+CSQ" -> "\r\n+CSQ: " + modem.state().signal() + ",0\r\n";
            case "AT+CREG?" -> "\r\n+CREG: 0," + (modem.state().registered() ? 1 : 0) + "\r\n";
            default -> "";
        };
    }

    /** Every phone rings. */
    private Result checkPhone(List<String> words, CommandOutput output) throws IOException, InterruptedException {
        if (words.size() < 7) {
            return Result.SHOW_USAGE;
        }
        Optional<Modem> found = spans.modem(words.get(4), output);
        if (found.isEmpty()) {
            return Result.FAILURE;
        }
        Modem modem = found.get();
        if (!modem.reserve()) {
            output.print("SPAN:" + modem.span() + " USING\n");
            return Result.SUCCESS;
        }
        try {
            output.started();
            modem.use();
        } finally {
            modem.release();
        }
        output.print("PHONE:" + words.get(5) + " RING\n");
        return Result.SUCCESS;
    }
}
