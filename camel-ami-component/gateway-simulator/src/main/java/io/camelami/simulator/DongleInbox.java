package io.camelami.simulator;

import io.camelami.simulator.manager.Wire;
import io.camelami.simulator.sms.DeliverFields;
import io.camelami.simulator.sms.DeliverFields.Alphabet;
import io.camelami.simulator.sms.GsmAlphabet;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the drivers make of a message that the modem has: right or wrong, but as they do it. */
final class DongleInbox {
    private static final int ALPHANUMERIC = 0xD0;
    private static final int INTERNATIONAL = 0x91;
    /** How the first driver shows a semi-octet. */
    private static final String SEMI_OCTETS = "0123456789*#ABC";

    private final DongleDriver driver;
    private final DongleEvents events;
    /** Texts of the parts that came, by device, sender, reference and total. */
    private final Map<String, TreeMap<Integer, String>> incomplete = new HashMap<>();

    DongleInbox(DongleDriver driver, DongleEvents events) {
        this.driver = driver;
        this.events = events;
    }

    synchronized void receive(String device, String pdu) {
        events.newCmgr(device, pdu.length() / 2 - DeliverFields.centreOctets(pdu), pdu);
        DeliverFields fields = DeliverFields.read(pdu).orElse(null);
        // The later drivers read no PDU without a service centre.
        boolean readable = driver.isOriginal() || !pdu.startsWith("00");
        if (fields == null || fields.isStatusReport() || !fields.isOrdinary() || !readable) {
            return;
        }
        Optional<String> from = driver.isOriginal() ? digits(fields) : sender(fields);
        Optional<String> text = driver.isOriginal() ? untranslated(fields) : translated(fields);
        if (from.isEmpty() || text.isEmpty()) {
            return;
        }
        if (driver.isOriginal() || fields.part() == null) {
            events.newSms(device, from.get(), text.get());
            return;
        }
        join(device, from.get(), fields.part(), text.get())
                .ifPresent(whole -> events.newSms(device, from.get(), whole));
    }

    private Optional<String> join(String device, String from, DeliverFields.Part part, String text) {
        String key = device + " " + from + " " + part.reference() + " " + part.total();
        TreeMap<Integer, String> texts = incomplete.computeIfAbsent(key, k -> new TreeMap<>());
        texts.put(part.number(), text);
        if (texts.size() < part.total()) {
            return Optional.empty();
        }
        incomplete.remove(key);
        return Optional.of(String.join("", texts.values()));
    }

    // --- bg111 ---

    /** Names come out as the digits that their octets would be; with an odd length the message is dropped. */
    private static Optional<String> digits(DeliverFields fields) {
        StringBuilder from = new StringBuilder(fields.senderType() == INTERNATIONAL ? "+" : "");
        for (int i = 0; i < fields.senderDigits(); i++) {
            int digit = fields.sender()[i / 2] >> i % 2 * 4 & 0x0F;
            if (digit == 0x0F) {
                return Optional.empty();
            }
            from.append(SEMI_OCTETS.charAt(digit));
        }
        boolean filled =
                fields.senderDigits() % 2 == 0 || (fields.sender()[fields.sender().length - 1] >> 4 & 0x0F) == 0x0F;
        return filled ? Optional.of(from.toString()) : Optional.empty();
    }

    /** Septets as if they were ASCII, as many as the octets hold, from the octet after the header on. */
    private static Optional<String> untranslated(DeliverFields fields) {
        byte[] body = fields.body();
        if (fields.alphabet() == Alphabet.UCS2) {
            return ucs2(body)
                    .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)))
                    .map(Wire::of);
        }
        byte[] bytes =
                fields.alphabet() == Alphabet.SEVEN_BIT ? GsmAlphabet.unpack(body, 0, body.length * 8 / 7) : body;
        return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    // --- wdoekes and chan_quectel ---

    /** Names get as many characters as the octets hold, so one of seven letters ends in an {@code @}. */
    private static Optional<String> sender(DeliverFields fields) {
        if (fields.senderType() != ALPHANUMERIC) {
            return digits(fields);
        }
        byte[] octets = fields.sender();
        return Optional.of(Wire.of(GsmAlphabet.decode(GsmAlphabet.unpack(octets, 0, octets.length * 8 / 7))));
    }

    /** UTF-8, or nothing if it is data or half of a surrogate pair stands alone. */
    private static Optional<String> translated(DeliverFields fields) {
        return switch (fields.alphabet()) {
            case SEVEN_BIT -> Optional.of(Wire.of(GsmAlphabet.decode(fields.septets())));
            case EIGHT_BIT -> Optional.empty();
            case UCS2 -> ucs2(fields.body()).map(Wire::of).map(DongleInbox::upToNul);
        };
    }

    /** The text is copied as a C string into room for all of it. */
    private static String upToNul(String wire) {
        int nul = wire.indexOf('\0');
        return nul < 0 ? wire : wire.substring(0, nul) + "\0".repeat(wire.length() - nul);
    }

    private static Optional<String> ucs2(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_16BE
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
