package io.camelami.component.recorded;

import io.camelami.ami.wire.Capture.Side;
import io.camelami.component.recorded.Recording.Entry;
import io.camelami.simulator.sms.SubmitPdu;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a recording's client asked to be sent, the recorder's way, and what the driver gave the modem for it. */
final class Submits {
    /** As the recorder wrote what its modem was given: a dict of Python. */
    private static final Pattern GIVEN = Pattern.compile(
            "dongle\\d # \\{'to': '([^']*)', .*?(?:'udh': '([0-9a-f]*)', )?'text': ('.*?'|\".*?\"), 'pdu': .*\\}");

    private static final Pattern PYTHON_ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|(.))");
    private static final int TOTAL = 8;

    /** What a modem was given once. */
    record Given(String to, String text, int total) {}

    /**
     * One request.
     *
     * @param action as it was written
     * @param wanted the text that was to arrive
     * @param answer the driver's sentence
     * @param given the parts that the modem was given for it
     */
    record Submit(String action, String to, String wanted, String answer, List<Given> given) {}

    private final List<Submit> all = new ArrayList<>();

    Submits(Recording recording) {
        List<Given> given = new ArrayList<>();
        List<String> actions = new ArrayList<>();
        for (Entry entry : recording.entries()) {
            if (entry.kind() == Side.REMARK) {
                Matcher view = GIVEN.matcher(entry.text());
                if (view.matches()) {
                    given.add(given(view));
                }
            } else if (entry.kind() == Side.CLIENT) {
                for (String action : entry.text().split("(?<=\r\n\r\n)")) {
                    if (action.contains("DongleSendSMS\r\n") || action.contains("DongleSendPDU\r\n")) {
                        actions.add(action);
                    }
                }
            }
        }
        List<Map<String, String>> answers = Recording.messages(recording.server());
        for (String action : actions) {
            Map<String, String> headers = Recording.messages(action).get(0);
            Map<String, String> answer = answers.stream()
                    .filter(message -> message.containsKey("Response")
                            && headers.get("ActionID").equals(message.get("ActionID")))
                    .findFirst()
                    .orElse(Map.of("Message", "not answered", "Response", ""));
            List<Given> parts = new ArrayList<>();
            if (answer.get("Response").equals("Success") && !given.isEmpty()) {
                for (int left = given.get(0).total(); left > 0; left--) {
                    parts.add(given.remove(0));
                }
            }
            String to = headers.get("Number");
            String wanted = wanted(headers, recording.isOriginal());
            if (headers.get("Action").equals("DongleSendPDU")) {
                SubmitPdu pdu =
                        SubmitPdu.decode(headers.getOrDefault("PDU", "")).orElse(null);
                if (pdu == null) {
                    continue;
                }
                to = pdu.to();
                wanted = pdu.text();
            }
            all.add(new Submit(action, to, wanted, answer.get("Message"), List.copyOf(parts)));
        }
        if (!given.isEmpty()) {
            throw new IllegalStateException(recording + ": " + given.size() + " parts that nobody asked for");
        }
    }

    List<Submit> all() {
        return all;
    }

    /** bg111's driver takes a text as it stands, wdoekes' reads escapes in it. */
    private static String wanted(Map<String, String> headers, boolean asItStands) {
        String message = headers.getOrDefault("Message", "");
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            // The recording in which the client wrote Latin-1.
            text = message;
        }
        return asItStands ? text : unescaped(text);
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\(.)").matcher(text).replaceAll(escape -> {
            int known = "bfnrt".indexOf(escape.group(1));
            return Matcher.quoteReplacement(known < 0 ? escape.group(1) : "\b\f\n\r\t".substring(known, known + 1));
        });
    }

    private static Given given(Matcher view) {
        String udh = view.group(2);
        String text = view.group(3);
        return new Given(
                view.group(1),
                PYTHON_ESCAPE
                        .matcher(text.substring(1, text.length() - 1))
                        .replaceAll(escape -> Matcher.quoteReplacement(
                                escape.group(1) != null
                                        ? String.valueOf((char) Integer.parseInt(escape.group(1), 16))
                                        : escape.group(2)
                                                .replace("n", "\n")
                                                .replace("r", "\r")
                                                .replace("t", "\t"))),
                udh == null || udh.isEmpty() ? 1 : Integer.parseInt(udh.substring(TOTAL, TOTAL + 2), 16));
    }
}
