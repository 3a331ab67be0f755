package io.camelami.simulator;

import io.camelami.simulator.Radio.Modem;
import io.camelami.simulator.cli.CliCommand.Result;
import io.camelami.simulator.cli.CommandOutput;
import io.camelami.simulator.cli.CommandShell;
import io.camelami.simulator.manager.ActionTable;
import io.camelami.simulator.manager.CommandAction;
import io.camelami.simulator.manager.EventClass;
import io.camelami.simulator.manager.LinkCutException;
import io.camelami.simulator.manager.ManagerEvent;
import io.camelami.simulator.manager.Wire;
import io.camelami.simulator.sms.SmsPart;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Yeastar NeoGate TG: SMS and USSD through the action {@code smscommand}, real SMS events, a queue of its own for each
 * port (gateways.md §3).
 */
final class YeastarTg implements Gateway {
    private static final String SERVICE_CENTRE = "+12025550100";
    private static final Duration NO_LIMIT = Duration.ofDays(1);
    private static final DateTimeFormatter RECEIVE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final GatewayParts parts;
    private final SpanArgument spans;

    YeastarTg(GatewayParts parts) {
        this.parts = parts;
        this.spans = new SpanArgument(parts.radio());
    }

    @Override
    public void addTo(ActionTable actions, CommandShell shell) {
        actions.add("SMSCommand", "smscommand,all", new CommandAction(shell, "SMSCommand", parts.onCommand()));
    }

    @Override
    public void addTo(CommandShell shell) {
        shell.add(
                        "gsm send sms",
                        usage("gsm send sms <span> <destination> <message> [id]", "Send SMS on a given GSM span"),
                        this::send)
                .add(
                        "gsm send ussd",
                        usage("gsm send ussd <span> <message> [timeout]", "Send USSD on a given GSM span"),
                        this::sendUssd)
                .add("gsm show spans", usage("gsm show spans", "Displays GSM span Information"), this::showSpans)
                .add(
                        "gsm show span",
                        usage("gsm show span <span>", "Displays GSM Information on a given GSM span"),
                        (words, output) -> showSpan(words, 3, output))
                // The vendor's page prints this form as well.
                .add("gsm show", usage("gsm show <span>", "Displays GSM Information on a given GSM span"), (w, o) -> {
                    return showSpan(w, 2, o);
                });
    }

    private static String usage(String form, String purpose) {
        return "Usage: " + form + " \n       " + purpose + "\n";
    }

    /** Takes a message into the port's queue; the empty reply means no more than that. */
    private Result send(List<String> words, CommandOutput output) {
        if (words.size() < 6) {
            return Result.SHOW_USAGE;
        }
        Optional<Modem> found = spans.modem(words.get(3), output);
        if (found.isEmpty()) {
            return Result.FAILURE;
        }
        Modem modem = found.get();
        String to = words.get(4);
        String id = words.size() > 6 ? words.get(6) : "";
        SentSms sms = new SentSms(modem.span(), Wire.text(to), Wire.text(urlDecoded(words.get(5))), Wire.text(id));
        SendBehaviour behaviour = modem.nextBehaviour();
        modem.enqueue(() -> {
            modem.send(sms, behaviour == SendBehaviour.BUSY ? SendBehaviour.SENT : behaviour, NO_LIMIT);
            if (behaviour != SendBehaviour.TIMEOUT && behaviour != SendBehaviour.SILENT) {
                parts.events().accept(updateSmsSend(id, to, behaviour != SendBehaviour.FAILED));
            }
        });
        if (behaviour == SendBehaviour.LOSE_LINK) {
            throw LinkCutException.reset();
        }
        return Result.SUCCESS;
    }

    private static ManagerEvent updateSmsSend(String id, String to, boolean sent) {
        return smsEvent("UpdateSMSSend")
                .header("ID", id.isEmpty() ? "(null)" : id)
                .header("Smsc", to)
                .header("Status", sent ? 1 : 0)
                .line("--END SMS EVENT--")
                .build();
    }

    @Override
    public void deliver(int span, String sender, String text, LocalDateTime time) {
        int reference = parts.serial().nextReference();
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        for (SmsPart part : SmsPart.split(text, reference & 0xFF)) {
            String content = ascii ? part.text() : BYTE_ORDER_MARK + part.text();
            ManagerEvent.Builder event = smsEvent("ReceivedSMS").header("ID", part.isAlone() ? "" : reference);
            if (parts.has(Quirk.YEASTAR_GSM_PORT)) {
                event.header("GsmPort", span - 1);
            } else {
                event.header("GsmSpan", span);
            }
            parts.events()
                    .accept(event.header("Sender", Wire.of(sender))
                            .header("Recvtime", time.format(RECEIVE_TIME))
                            .header("Index", index(part))
                            .header("Total", part.total())
                            .header("Smsc", SERVICE_CENTRE)
                            .header("Content", URLEncoder.encode(content, StandardCharsets.UTF_8))
                            .line("--END SMS EVENT--")
                            .build());
        }
    }

    private int index(SmsPart part) {
        if (part.isAlone()) {
            return parts.has(Quirk.YEASTAR_SINGLE_INDEX_ONE) ? 1 : 0;
        }
        return parts.has(Quirk.YEASTAR_PARTS_FROM_ZERO) ? part.number() - 1 : part.number();
    }

    /** The two words of the privilege stand the other way round than in Asterisk's own events. */
    private static ManagerEvent.Builder smsEvent(String name) {
        return ManagerEvent.item(name, EventClass.SMSCOMMAND).header("Privilege", "all,smscommand");
    }

    private Result sendUssd(List<String> words, CommandOutput output) throws IOException, InterruptedException {
        if (words.size() < 5) {
            return Result.SHOW_USAGE;
        }
        Optional<Modem> modem = spans.modem(words.get(3), output);
        if (modem.isEmpty()) {
            return Result.FAILURE;
        }
        UssdExchange.run(modem.get(), words, output, this::ussdAnswer);
        return Result.SUCCESS;
    }

    private String ussdAnswer(int span, UssdAnswer answer) {
        String text = answer.text();
        boolean plain = parts.has(Quirk.YEASTAR_PLAIN_USSD);
        String head = parts.has(Quirk.YEASTAR_CORRECTED_USSD_SPELLING)
                ? "1:Received USSD success on span: " + span
                : "1:Recive USSD sucess on span " + span;
        String message =
                plain ? text : HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_16BE));
        return head + "\n\tUSSD Responses: " + answer.type() + "\n\tUSSD Code: " + (plain ? 15 : 72)
                + "\n\tUSSD Message: " + message + "\n";
    }

    private Result showSpans(List<String> words, CommandOutput output) {
        for (Modem modem : parts.radio().modems()) {
            output.print("GSM span " + modem.span() + ": " + status(modem) + "\n");
        }
        return Result.SUCCESS;
    }

    private static String status(Modem modem) {
        return "Power on, Provisioned, " + modem.state().link() + ", Active,Standard";
    }

    private Result showSpan(List<String> words, int argument, CommandOutput output) {
        if (words.size() <= argument) {
            return Result.SHOW_USAGE;
        }
        Optional<Modem> modem = spans.modem(words.get(argument), output);
        if (modem.isEmpty()) {
            return Result.FAILURE;
        }
        // No line end after the last line: the end marker is glued to it.
        output.print(SpanReport.of(
                        modem.get().span(), status(modem.get()), modem.get().state())
                + "Model CBAND: EGSM_MODE,ALL_BAND\nLast send AT: AT+CUSD=1,\"*100%23\"\\r\\n");
        return Result.SUCCESS;
    }

    /** Percent escapes and plus signs; what is no escape stays as it is. Bytes in, bytes out. */
    private static String urlDecoded(String wire) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < wire.length(); i++) {
            char c = wire.charAt(i);
            if (c == '+') {
                text.append(' ');
            } else if (c == '%'
                    && i + 2 < wire.length()
                    && HexFormat.isHexDigit(wire.charAt(i + 1))
                    && HexFormat.isHexDigit(wire.charAt(i + 2))) {
                text.append((char) HexFormat.fromHexDigits(wire, i + 1, i + 3));
                i += 2;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
