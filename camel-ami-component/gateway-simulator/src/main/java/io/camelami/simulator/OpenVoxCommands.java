package io.camelami.simulator;

import io.camelami.simulator.Radio.Modem;
import io.camelami.simulator.cli.CliCommand.Result;
import io.camelami.simulator.cli.CommandOutput;
import io.camelami.simulator.cli.CommandShell;
import io.camelami.simulator.manager.LinkCutException;
import io.camelami.simulator.manager.Wire;
import io.camelami.simulator.sms.SubmitPdu;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands of chan_extra 2.0.8 (gateways.md §2.2, §2.3). */
final class OpenVoxCommands {
    /** A message waits for the network as long as it takes when no timeout is given. */
    private static final Duration NO_LIMIT = Duration.ofDays(1);

    private final GatewayParts parts;
    private final OpenVoxChannels channels;
    private final SpanArgument spans;

    OpenVoxCommands(GatewayParts parts, OpenVoxChannels channels) {
        this.parts = parts;
        this.channels = channels;
        this.spans = new SpanArgument(parts.radio());
    }

    void addTo(CommandShell shell) {
        String sync = parts.has(Quirk.OPENVOX_SYNCSMS_SPELLING) ? "gsm send syncsms" : "gsm send sync sms";
        boolean flash = parts.has(Quirk.OPENVOX_FLASH_ARGUMENT);
        String tail = flash ? "<timeout> <flash> [id]" : "<timeout> [id]";
        shell.add(
                        "gsm send sms",
                        usage("gsm send sms <span> <destination> <message> [id]", "Send SMS on a given GSM span"),
                        this::send)
                .add(
                        sync,
                        usage(sync + " <span> <destination> <message> " + tail, "Send SMS on a given GSM span"),
                        (words, output) -> sendSync(words, sync.split(" ").length, flash, output))
                .add(
                        "gsm send sync csms",
                        usage(
                                "gsm send sync csms <span> <destination> <message> <flag> <smscount> <smssequence> "
                                        + tail,
                                "Send concatenated SMS on a given GSM span"),
                        (words, output) -> sendSyncPart(words, flash, output))
                .add(
                        "gsm send pdu",
                        usage("gsm send pdu <span> <message> [id]", "Send PDU SMS on a given GSM span"),
                        this::sendPdu)
                .add(
                        "gsm send ussd",
                        usage("gsm send ussd <span> <message> [timeout]", "Send USSD on a given GSM span"),
                        this::sendUssd)
                .add(
                        "gsm send at",
                        usage("gsm send at <span> <AT Command>", "Send AT Commands on a given GSM span"),
                        this::sendAt)
                .add("gsm show spans", usage("gsm show spans", "Displays GSM span Information"), this::showSpans)
                .add(
                        "gsm show span",
                        usage("gsm show span <span>", "Displays GSM Information on a given GSM span"),
                        this::showSpan)
                .add("gsm show version", usage("gsm show version", "Show libgsmat version information"), (w, o) -> {
                    o.print("libgsmat version: 2.0.8\n");
                    return Result.SUCCESS;
                });
    }

    private static String usage(String form, String purpose) {
        return "Usage: " + form + " \n       " + purpose + "\n";
    }

    /** {@code gsm send sms <span> <dest> <message> [id]}: silent; the result comes as a dial plan run. */
    private Result send(List<String> words, CommandOutput output) {
        if (words.size() < 6) {
            return Result.SHOW_USAGE;
        }
        Optional<Modem> modem = spans.modem(words.get(3), output);
        if (modem.isEmpty() || isRefused(words.get(4), words.get(5), output)) {
            return Result.FAILURE;
        }
        SentSms sms = sms(modem.get(), words.get(4), words.get(5), wordAt(words, 6));
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SMS_SEND_TYPE", "text");
        variables.put("SMS_SEND_SENDER", words.get(4));
        variables.put("SMS_SEND_TXT", words.get(5));
        variables.put("SMS_SEND_PDU", "");
        variables.put("SMS_SEND_ID", wordAt(words, 6));
        sendLater(modem.get(), sms, modem.get().nextBehaviour(), variables);
        return Result.SUCCESS;
    }

    /** {@code gsm send pdu <span> <hex> [id]}: as {@code gsm send sms}, with a PDU made by the client. */
    private Result sendPdu(List<String> words, CommandOutput output) {
        if (words.size() < 5) {
            return Result.SHOW_USAGE;
        }
        Optional<Modem> modem = spans.modem(words.get(3), output);
        if (modem.isEmpty()) {
            return Result.FAILURE;
        }
        if (words.get(4).length() > 352) {
            output.print("SMS message too long.\n");
            return Result.FAILURE;
        }
        Optional<SubmitPdu> pdu = SubmitPdu.decode(words.get(4));
        SendBehaviour scripted = modem.get().nextBehaviour();
        SentSms sms = new SentSms(
                modem.get().span(),
                pdu.map(SubmitPdu::to).orElse(""),
                pdu.map(SubmitPdu::text).orElse(""),
                Wire.text(wordAt(words, 5)));
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SMS_SEND_TYPE", "pdu");
        variables.put("SMS_SEND_SENDER", Wire.of(sms.to()));
        variables.put("SMS_SEND_TXT", "");
        variables.put("SMS_SEND_PDU", words.get(4));
        variables.put("SMS_SEND_ID", wordAt(words, 5));
        sendLater(modem.get(), sms, pdu.isPresent() ? scripted : SendBehaviour.FAILED, variables);
        return Result.SUCCESS;
    }

    private void sendLater(Modem modem, SentSms sms, SendBehaviour behaviour, Map<String, String> variables) {
        variables.put("DIALSTATUS", "SMS_SEND_END");
        SendBehaviour effective = behaviour == SendBehaviour.BUSY ? SendBehaviour.SENT : behaviour;
        modem.enqueue(() -> {
            modem.send(sms, effective, NO_LIMIT);
            if (effective != SendBehaviour.TIMEOUT && effective != SendBehaviour.SILENT) {
                String extension = effective == SendBehaviour.FAILED ? "sms_send_failed" : "sms_send_ok";
                Map<String, String> shown = parts.has(Quirk.OPENVOX_NO_VARSET) ? Map.of() : variables;
                channels.run("EXTRA-SMSSEND", modem.span(), extension, shown, "NoOp", "");
            }
        });
        if (behaviour == SendBehaviour.LOSE_LINK) {
            throw LinkCutException.reset();
        }
    }

    private Result sendSync(List<String> words, int first, boolean flash, CommandOutput output)
            throws IOException, InterruptedException {
        int timeout = first + 3;
        if (words.size() <= timeout + (flash ? 1 : 0)) {
            return Result.SHOW_USAGE;
        }
        String id = wordAt(words, timeout + (flash ? 2 : 1));
        return sendAndWait("SMS", words, first, words.get(timeout), id, output);
    }

    private Result sendSyncPart(List<String> words, boolean flash, CommandOutput output)
            throws IOException, InterruptedException {
        int timeout = 10;
        if (words.size() <= timeout + (flash ? 1 : 0)) {
            return Result.SHOW_USAGE;
        }
        String id = wordAt(words, timeout + (flash ? 2 : 1));
        return sendAndWait("CONCATENATED SMS", words, 4, words.get(timeout), id, output);
    }

    private Result sendAndWait(
            String kind, List<String> words, int first, String timeout, String id, CommandOutput output)
            throws IOException, InterruptedException {
        Optional<Modem> found = spans.modem(words.get(first), output);
        String to = words.get(first + 1);
        String message = words.get(first + 2);
        if (found.isEmpty() || isRefused(to, message, output)) {
            return Result.FAILURE;
        }
        Modem modem = found.get();
        String line = (id.isEmpty() ? "" : "ID:" + id + " ") + "SPAN:" + modem.span() + " SEND " + kind + " TO PHONE";
        SendBehaviour behaviour = modem.nextBehaviour();
        if (behaviour == SendBehaviour.BUSY || !modem.reserve()) {
            // A blank and no colon: the driver's own inconsistency.
            output.print(line + " " + to + " WAS USING\n");
            return Result.SUCCESS;
        }
        boolean inTime;
        try {
            if (behaviour != SendBehaviour.LOSE_LINK) {
                output.started();
            }
            Duration limit = Duration.ofSeconds(SpanArgument.number(timeout));
            inTime = modem.send(sms(modem, to, message, id), behaviour, limit);
        } finally {
            modem.release();
        }
        switch (behaviour) {
            case LOSE_LINK -> throw LinkCutException.reset();
            case SILENT -> output.awaitClientGone();
            case FAILED -> output.print(line + ":" + to + " WAS FAILED\n");
            case TIMEOUT -> output.print(line + ":" + to + " TIMEOUT\n");
            default -> output.print(line + ":" + to + (inTime ? " SUCCESSFULLY\n" : " TIMEOUT\n"));
        }
        return Result.SUCCESS;
    }

    /** {@code gsm send ussd <span> <code> [timeout]}: synchronous despite its name. */
    private Result sendUssd(List<String> words, CommandOutput output) throws IOException, InterruptedException {
        if (words.size() < 5) {
            return Result.SHOW_USAGE;
        }
        Optional<Modem> modem = spans.modem(words.get(3), output);
        if (modem.isEmpty()) {
            return Result.FAILURE;
        }
        UssdExchange.run(
                modem.get(),
                words,
                output,
                (span, answer) -> "1:Recive USSD on span " + span + ",responses:" + answer.type() + ",code:15\nText:"
                        + answer.text() + "\n");
        return Result.SUCCESS;
    }

    /** {@code gsm send at <span> <AT>}: silent; the modem's answer is not shown. */
    private Result sendAt(List<String> words, CommandOutput output) {
        if (words.size() < 5) {
            return Result.SHOW_USAGE;
        }
        Optional<Modem> modem = spans.modem(words.get(3), output);
        if (modem.isEmpty()) {
            return Result.FAILURE;
        }
        if (words.get(4).equals("AT+CUSD=2")) {
            modem.get().endMenu();
        }
        return Result.SUCCESS;
    }

    private Result showSpans(List<String> words, CommandOutput output) {
        for (Modem modem : parts.radio().modems()) {
            output.print("GSM span " + modem.span() + ": " + status(modem) + "\n");
        }
        return Result.SUCCESS;
    }

    private static String status(Modem modem) {
        return "Power on, Provisioned, " + modem.state().link() + ", Active, Standard";
    }

    private Result showSpan(List<String> words, CommandOutput output) {
        if (words.size() < 4) {
            return Result.SHOW_USAGE;
        }
        Optional<Modem> modem = spans.modem(words.get(3), output);
        if (modem.isEmpty()) {
            return Result.FAILURE;
        }
        output.print(SpanReport.of(
                        modem.get().span(), status(modem.get()), modem.get().state())
                + "Last send AT: AT+CSQ\\r\\n\nLast receive AT: \\r\\n+CSQ: 25,0\\r\\n\n");
        return Result.SUCCESS;
    }

    private static boolean isRefused(String to, String message, CommandOutput output) {
        if (to.isEmpty()) {
            output.print("Destination number too short.\n");
        } else if (to.length() > 64) {
            output.print("Destination number too long.\n");
        } else if (message.isEmpty()) {
            output.print("SMS message too short.\n");
        } else if (message.length() > 320) {
            output.print("SMS message too long.\n");
        } else {
            return false;
        }
        return true;
    }

    private static SentSms sms(Modem modem, String to, String message, String id) {
        return new SentSms(modem.span(), Wire.text(to), Wire.text(message), Wire.text(id));
    }

    private static String wordAt(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }
}
