package io.camelami.component.recorded;

import io.camelami.ami.wire.Capture.Side;
import io.camelami.component.recorded.Recording.Entry;
import io.camelami.simulator.sms.DeliverFields;
import io.camelami.simulator.sms.GsmAlphabet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What the network delivered in a recording, by the remarks of what the modem said, and what the driver told of it. Nothing
 * here is read with the code under test.
 */
final class Arrivals {
    private static final Pattern PDU =
            Pattern.compile("(dongle\\d) > \\\\r\\\\n\\+CMGR: [^\"]*?\\\\r\\\\n([0-9A-F]+)\\\\r\\\\n\\\\r\\\\nOK.*");
    private static final Pattern TEXT_MODE =
            Pattern.compile("(dongle\\d) > \\\\r\\\\n\\+CMGR: \"REC UNREAD\",\"([0-9A-F]+)\","
                    + ".*?\\\\r\\\\n([0-9A-F]*)\\\\r\\\\n\\\\r\\\\nOK.*");
    /** A remark that is no scenario. */
    static final Pattern OF_MODEM = Pattern.compile("dongle\\d .*");

    private static final int ALPHANUMERIC = 0xD0;
    private static final int INTERNATIONAL = 0x91;

    /**
     * What a modem said once.
     *
     * @param scenario the recorder's remark before it
     * @param fields null if it is text mode, a report, or cut short
     */
    static final class Slot {
        final String scenario;
        final String device;
        final String hex;
        final DeliverFields fields;
        /** As the driver tells it; null if it tells nothing of it. */
        String from;

        String lines;
        String base64;

        Slot(String scenario, String device, String hex, DeliverFields fields) {
            this.scenario = scenario;
            this.device = device;
            this.hex = hex;
            this.fields = fields;
        }
    }

    /**
     * A message as the network sent it, of all the parts that came.
     *
     * @param slots where it was in the modem, repeats included
     * @param text null if what the modem said is no message
     */
    record Message(int span, String sender, String text, List<Integer> missing, List<Slot> slots) {}

    /** A delivery report of the network. */
    record Report(int span, int status) {}

    private final Map<String, Deque<Slot>> inModem = new HashMap<>();
    private final List<Slot> passedOn = new ArrayList<>();
    private final Map<Slot, String> senderOfTextMode = new HashMap<>();
    private final List<Map<String, String>> events;

    Arrivals(Recording recording) {
        String scenario = "";
        for (Entry entry : recording.entries()) {
            if (entry.kind() == Side.REMARK && !OF_MODEM.matcher(entry.text()).matches()) {
                scenario = entry.text();
            } else if (entry.kind() == Side.REMARK) {
                said(scenario, entry.text());
            }
        }
        events = Recording.messages(recording.server());
        Map<String, Slot> last = new HashMap<>();
        for (Map<String, String> event : events) {
            String device = event.getOrDefault("Device", "");
            switch (event.getOrDefault("Event", "")) {
                case "DongleNewCMGR" -> {
                    Slot slot = inModem.get(device).remove();
                    if (!event.get("Message").contains(slot.hex)) {
                        throw new IllegalStateException(recording + ": an event that the modem did not cause");
                    }
                    passedOn.add(slot);
                    last.put(device, slot);
                }
                case "DongleNewSMS" -> {
                    last.get(device).from = Recording.text(event.get("From"));
                    last.get(device).lines = String.join(
                            "\n",
                            IntStream.range(0, Integer.parseInt(event.get("LineCount")))
                                    .mapToObj(i -> Recording.text(event.get("MessageLine" + i)))
                                    .toList());
                }
                case "DongleNewSMSBase64" ->
                    last.get(device).base64 = new String(
                            Base64.getDecoder().decode(event.getOrDefault("Message", "")), StandardCharsets.UTF_8);
                default -> {
                    // Of calls and channels.
                }
            }
        }
    }

    private void said(String scenario, String remark) {
        Matcher pdu = PDU.matcher(remark);
        Matcher textMode = TEXT_MODE.matcher(remark);
        Slot slot = null;
        if (pdu.matches()) {
            slot = new Slot(
                    scenario,
                    pdu.group(1),
                    pdu.group(2),
                    DeliverFields.read(pdu.group(2)).orElse(null));
        } else if (textMode.matches()) {
            slot = new Slot(scenario, textMode.group(1), textMode.group(3), null);
            senderOfTextMode.put(slot, ucs2(HexFormat.of().parseHex(textMode.group(2))));
        }
        if (slot != null) {
            inModem.computeIfAbsent(slot.device, d -> new ArrayDeque<>()).add(slot);
        }
    }

    List<Map<String, String>> events() {
        return events;
    }

    /** In the order in which they were complete; those that never were come last. */
    List<Message> messages() {
        List<Message> complete = new ArrayList<>();
        Map<String, TreeMap<Integer, Slot>> parts = new TreeMap<>();
        Map<String, List<Slot>> slots = new HashMap<>();
        for (Slot slot : passedOn) {
            if (slot.fields != null && slot.fields.isStatusReport()) {
                continue;
            }
            if (slot.fields == null || slot.fields.part() == null) {
                complete.add(alone(slot));
                continue;
            }
            DeliverFields.Part part = slot.fields.part();
            String key = slot.device + " " + sender(slot.fields) + " " + part.reference() + " " + part.total();
            slots.computeIfAbsent(key, k -> new ArrayList<>()).add(slot);
            TreeMap<Integer, Slot> known = parts.computeIfAbsent(key, k -> new TreeMap<>());
            Slot same = known.putIfAbsent(part.number(), slot);
            if (same != null && !same.hex.equals(slot.hex)) {
                throw new IllegalStateException("a reference was used again: " + key);
            }
            if (same == null && known.size() == part.total()) {
                complete.add(joined(known, slots.get(key)));
            }
        }
        parts.forEach((key, known) -> {
            if (known.size() < known.firstEntry().getValue().fields.part().total()) {
                complete.add(joined(known, slots.get(key)));
            }
        });
        return complete;
    }

    private Message alone(Slot slot) {
        String sender = senderOfTextMode.get(slot);
        if (slot.fields == null && sender == null) {
            return new Message(Recording.span(slot.device), null, null, List.of(), List.of(slot));
        }
        return new Message(
                Recording.span(slot.device),
                sender != null ? sender : sender(slot.fields),
                sender != null ? ucs2(HexFormat.of().parseHex(slot.hex)) : text(slot.fields),
                List.of(),
                List.of(slot));
    }

    private static Message joined(TreeMap<Integer, Slot> parts, List<Slot> slots) {
        Slot first = parts.firstEntry().getValue();
        StringBuilder text = new StringBuilder();
        parts.values().forEach(part -> text.append(text(part.fields)));
        return new Message(
                Recording.span(first.device),
                sender(first.fields),
                text.toString(),
                IntStream.rangeClosed(1, first.fields.part().total())
                        .filter(number -> !parts.containsKey(number))
                        .boxed()
                        .toList(),
                slots);
    }

    List<Report> reports() {
        return passedOn.stream()
                .filter(slot -> slot.fields != null && slot.fields.isStatusReport())
                .map(slot -> new Report(
                        Recording.span(slot.device),
                        HexFormat.fromHexDigits(slot.hex.substring(slot.hex.length() - 2))))
                .toList();
    }

    /** A name of seven letters fills 13 semi-octets; whoever counts 14 makes an eighth letter, {@code @}, of the rest. */
    private static String sender(DeliverFields fields) {
        byte[] octets = fields.sender();
        if (fields.senderType() == ALPHANUMERIC) {
            String name = GsmAlphabet.decode(GsmAlphabet.unpack(octets, 0, fields.senderDigits() * 4 / 7));
            return name.length() == 8 && name.endsWith("@") ? name.substring(0, 7) : name;
        }
        StringBuilder digits = new StringBuilder(fields.senderType() == INTERNATIONAL ? "+" : "");
        for (int i = 0; i < fields.senderDigits(); i++) {
            digits.append(octets[i / 2] >> i % 2 * 4 & 0x0F);
        }
        return digits.toString();
    }

    private static String text(DeliverFields fields) {
        return switch (fields.alphabet()) {
            case SEVEN_BIT -> GsmAlphabet.decode(fields.septets());
            case EIGHT_BIT -> new String(fields.body(), StandardCharsets.ISO_8859_1);
            case UCS2 -> ucs2(fields.body());
        };
    }

    /** Unit by unit: a Charset has no halves of characters. */
    private static String ucs2(byte[] octets) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < octets.length; i += 2) {
            text.append((char) ((octets[i] & 0xFF) << 8 | octets[i + 1] & 0xFF));
        }
        return text.toString();
    }
}
