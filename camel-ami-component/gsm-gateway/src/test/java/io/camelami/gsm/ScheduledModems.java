package io.camelami.gsm;

import io.camelami.ami.ScheduledGateway;
import io.camelami.simulator.cli.CliTokenizer;
import io.camelami.simulator.sms.SubmitPdu;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A scheduled gateway with modems, in the words of one kind of gateway: it draws what becomes of each part of a text that
 * reaches it, and remembers what was offered to its connections, what went out and what of its words was read.
 */
final class ScheduledModems extends ScheduledGateway {

    enum Kind {
        /** Synchronous commands on sessions of their own, PDUs on the event session. */
        OPENVOX("openvox", Map.of()),
        /** An empty answer, and an event with the result. */
        YEASTAR("yeastar-tg", Map.of()),
        /** An answer, and an event with the result. */
        WDOEKES("chan-dongle", Map.of("driver", "wdoekes")),
        /** As before, a PDU for each part. */
        BG111("chan-dongle", Map.of("driver", "bg111"));

        final String dialect;
        final Map<String, String> options;

        Kind(String dialect, Map<String, String> options) {
            this.dialect = dialect;
            this.options = options;
        }

        /** Whether an action holds the whole text, however many parts the network makes of it. */
        boolean wholeTexts() {
            return this == YEASTAR || this == WDOEKES;
        }
    }

    /** What the gateway says of a part. */
    enum Word {
        SENT,
        REFUSED,
        BUSY,
        /** It will be sent, and perhaps reported. */
        TAKEN,
        UNSURE
    }

    /** One part of a text, each time that it was offered to a connection. */
    static final class Shot {
        final Line line;
        final int span;
        final String to;
        final String text;
        /** Which message it is a part of. */
        final int message;
        /** What of the text it begins with. */
        final int begin;

        private final String key;

        boolean aired;
        /** Of what was said, that of which the last byte was read. */
        Word answer;

        Word report;

        /** @param before the last one on that span, whose rest it is if the text does not say */
        Shot(Line line, int span, String to, String text, String key, Shot before) {
            Matcher mark = MARK.matcher(text);
            boolean marked = mark.find();
            this.line = line;
            this.span = span;
            this.to = to;
            this.text = text;
            this.message = marked ? Integer.parseInt(mark.group(1)) : before.message;
            this.begin = marked ? Integer.parseInt(mark.group(2)) : REST;
            this.key = key;
        }

        boolean busy() {
            return answer == Word.BUSY;
        }

        boolean good() {
            return answer == Word.SENT || answer == Word.TAKEN || report == Word.SENT;
        }

        boolean told(Word word) {
            return answer == word || report == word;
        }
    }

    interface Observer {
        void offered(Shot shot);

        void read(Shot shot);
    }

    private record Report(Shot shot, Word word) {}

    /** Each text is full of these, so that each part of it can be told from all others. */
    private static final Pattern MARK = Pattern.compile("M(\\d+)\\.(\\d+);");

    private static final int REST = 1_000;

    private static final String HOME = "Registered, home network";

    private final Kind kind;
    private final int spans;
    private final Observer observer;
    private final Map<String, Shot> byActionId = new HashMap<>();
    private final Map<Integer, Shot> lastOnSpan = new HashMap<>();
    private final List<Report> reports = new ArrayList<>();
    private int ids;

    ScheduledModems(Random random, Kind kind, int spans, Observer observer) {
        super(random, true);
        this.kind = kind;
        this.spans = spans;
        this.observer = observer;
    }

    @Override
    protected void offered(Line line, Heard action) {
        Shot shot = shot(line, action);
        if (shot != null) {
            byActionId.put(action.id(), shot);
            lastOnSpan.put(shot.span, shot);
            observer.offered(shot);
        }
    }

    /** Null for what sends nothing. */
    private Shot shot(Line line, Heard action) {
        switch (action.name()) {
            case "Command", "smscommand" -> {
                List<String> words = CliTokenizer.split(command(action));
                if (!words.get(1).equals("send")) {
                    return null;
                }
                if (words.get(2).equals("pdu")) {
                    return ofPdu(line, Integer.parseInt(words.get(3)), words.get(4), words.get(5));
                }
                int at = words.get(2).equals("sync") ? 4 : 3;
                int span = Integer.parseInt(words.get(at));
                boolean url = kind == Kind.YEASTAR;
                String text = words.get(at + 2);
                return shot(
                        line,
                        url ? span - 1 : span,
                        words.get(at + 1),
                        url ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text,
                        words.get(words.size() - 1));
            }
            case "DongleSendSMS" -> {
                return shot(
                        line,
                        spanOf(action),
                        action.header("Number"),
                        action.header("Message"),
                        action.header("Payload"));
            }
            case "DongleSendPDU" -> {
                return ofPdu(line, spanOf(action), action.header("PDU"), "0x" + Integer.toHexString(0x1000 + ++ids));
            }
            default -> {
                return null;
            }
        }
    }

    private Shot ofPdu(Line line, int span, String hex, String key) {
        SubmitPdu pdu = SubmitPdu.decode(hex).orElseThrow();
        return shot(line, span, pdu.to(), pdu.text(), key);
    }

    private Shot shot(Line line, int span, String to, String text, String key) {
        return new Shot(line, span, to, text, key, lastOnSpan.get(span));
    }

    private static String command(Heard action) {
        String command = action.header("Command");
        return command != null ? command : action.header("command");
    }

    private static int spanOf(Heard action) {
        return 1 + Integer.parseInt(action.header("Device").substring("dongle".length()));
    }

    @Override
    protected void answerAny(Line line, Heard action) {
        Shot shot = byActionId.get(action.id());
        if (shot == null) {
            list(line, action);
            return;
        }
        int draw = random.nextInt(24);
        if (draw == 0) {
            line.inbox.add(action);
        } else if (draw == 1) {
            shot.aired = random.nextBoolean();
        } else if (draw == 2) {
            shot.aired = random.nextBoolean();
            line.end(new IOException("Connection reset"));
        } else if (draw == 3) {
            answer(line, action, shot, Word.UNSURE, random.nextBoolean());
        } else if (draw < 6) {
            answer(line, action, shot, Word.REFUSED, false);
        } else if (kind != Kind.OPENVOX || command(action).startsWith("gsm send pdu")) {
            take(line, action, shot);
        } else if (draw < 9) {
            answer(line, action, shot, Word.BUSY, false);
        } else {
            answer(line, action, shot, Word.SENT, true);
        }
    }

    /** Into the modem's queue. */
    private void take(Line line, Heard action, Shot shot) {
        int draw = random.nextInt(12);
        Word word = draw < 8 ? Word.SENT : draw < 10 ? Word.REFUSED : draw == 10 ? Word.UNSURE : null;
        boolean aired = word == Word.SENT || word != Word.REFUSED && random.nextBoolean();
        // The drivers of dongles know two results.
        if (word != null && kind != Kind.OPENVOX && (word != Word.UNSURE || kind == Kind.YEASTAR)) {
            reports.add(new Report(shot, word));
            if (random.nextInt(4) == 0) {
                report(line);
            }
        }
        answer(line, action, shot, Word.TAKEN, aired);
    }

    private void answer(Line line, Heard action, Shot shot, Word word, boolean aired) {
        shot.aired = aired;
        Runnable read = () -> {
            shot.answer = word;
            observer.read(shot);
        };
        if (kind == Kind.OPENVOX || kind == Kind.YEASTAR) {
            line.say(follows(action, output(action, shot, word)), read);
        } else if (word != Word.UNSURE) {
            // These drivers are never unsure; but their answer may not come.
            boolean good = word == Word.TAKEN;
            String device = "[dongle" + (shot.span - 1) + "] ";
            line.say(
                    "Response: " + (good ? "Success" : "Error") + "\r\nActionID: " + action.id()
                            + "\r\nMessage: " + device + (good ? "SMS queued for send" : "Device disconnected") + "\r\n"
                            + (kind == Kind.BG111 ? "ID: " + shot.key + "\r\n" : "") + "\r\n",
                    read);
        }
    }

    private String output(Heard action, Shot shot, Word word) {
        if (word == Word.TAKEN) {
            return "";
        }
        String failed = "Command '" + command(action) + "' failed.\n";
        boolean sync = command(action).startsWith("gsm send sync");
        if (word == Word.UNSURE && (!sync || random.nextBoolean())) {
            return failed;
        }
        if (word == Word.REFUSED && (!sync || random.nextBoolean())) {
            return "No GSM running on span " + shot.span + "\n" + failed;
        }
        return "ID:" + shot.key + " SPAN:" + shot.span + " SEND SMS TO PHONE" + (word == Word.BUSY ? " " : ":")
                + shot.to
                + switch (word) {
                    case SENT -> " SUCCESSFULLY\n";
                    case REFUSED -> " WAS FAILED\n";
                    case BUSY -> " WAS USING\n";
                    default -> " TIMEOUT\n";
                };
    }

    private static String follows(Heard action, String output) {
        return "Response: Follows\r\nPrivilege: Command\r\nActionID: " + action.id() + "\r\n" + output
                + "--END COMMAND--\r\n\r\n";
    }

    boolean hasReports() {
        return !reports.isEmpty();
    }

    /** Tells whoever is logged in of one that was sent or not. */
    void report(Line line) {
        Report report = reports.remove(random.nextInt(reports.size()));
        Shot shot = report.shot;
        boolean sent = report.word == Word.SENT;
        String event =
                switch (kind) {
                    case YEASTAR ->
                        "UpdateSMSSend\r\nPrivilege: all,smscommand\r\nID: " + shot.key + "\r\nSmsc: " + shot.to
                                + "\r\nStatus: " + (sent ? 1 : report.word == Word.REFUSED ? 0 : 9)
                                + "\r\n--END SMS EVENT--";
                    case WDOEKES ->
                        "DongleReport\r\nPrivilege: call,all\r\nDevice: dongle" + (shot.span - 1) + "\r\nPayload: "
                                + shot.key + "\r\nSCTS: \r\nDT: \r\nSuccess: " + (sent ? 1 : 0)
                                + "\r\nType: 0\r\nReport: ";
                    default ->
                        "DongleSMSStatus\r\nPrivilege: call,all\r\nDevice: dongle" + (shot.span - 1) + "\r\nID: "
                                + shot.key + "\r\nStatus: " + (sent ? "Sent" : "NotSent");
                };
        line.say("Event: " + event + "\r\n\r\n", () -> {
            shot.report = report.word;
            observer.read(shot);
        });
    }

    /** Which spans there are; one may be down. */
    private void list(Line line, Heard action) {
        if (action.name().equals("Command") || action.name().equals("smscommand")) {
            int first = kind == Kind.YEASTAR ? 2 : 1;
            StringBuilder lines = new StringBuilder();
            IntStream.range(first, first + spans)
                    .forEach(span -> lines.append("GSM span " + span + ": Power on, Provisioned, "
                            + (random.nextInt(8) == 0 ? "Down" : "Up") + ", Active,Standard\n"));
            line.say(follows(action, lines.toString()));
        } else if (action.name().equals("DongleShowDevices")) {
            String id = "ActionID: " + action.id() + "\r\n";
            line.answer(action, "Success", "EventList: start", "Message: Device status list will follow");
            for (int i = 0; i < spans; i++) {
                line.say("Event: DongleDeviceEntry\r\n" + id + "Device: dongle" + i + "\r\n"
                        + (kind == Kind.BG111 ? "SMSPDU: Yes\r\n" : "") + "State: "
                        + (random.nextInt(8) == 0 ? "Not connected" : "Free") + "\r\nGSMRegistrationStatus: " + HOME
                        + "\r\n\r\n");
            }
            line.say("Event: DongleShowDevicesComplete\r\n" + id + "EventList: Complete\r\nListItems: " + spans
                    + "\r\n\r\n");
        } else {
            line.answer(action, "Error", "Message: Invalid/unknown command");
        }
    }
}
