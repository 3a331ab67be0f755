package io.camelami.simulator.sms;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The fields of an SMS-DELIVER as they are on the wire, for gateways that each make their own of them.
 *
 * @param tpduLength octets after the service centre's, as {@code +CMGR} tells them
 * @param type message type, 0 for SMS-DELIVER and 2 for SMS-STATUS-REPORT; of the latter only type and length are read
 * @param senderDigits how many semi-octets the sender has
 * @param senderType its type octet
 * @param sender its octets
 * @param coding the data coding scheme
 * @param part how the message is concatenated, or null
 * @param length user data length: septets or octets, header included
 * @param header octets of the user data header, its length octet included; 0 without one
 * @param data the user data, header included
 */
public record DeliverFields(
        int tpduLength,
        int type,
        int senderDigits,
        int senderType,
        byte[] sender,
        int coding,
        Part part,
        int length,
        int header,
        byte[] data) {
    private static final int STATUS_REPORT = 2;
    private static final int TIMESTAMP_OCTETS = 7;

    /** How user data is written. */
    public enum Alphabet {
        SEVEN_BIT,
        EIGHT_BIT,
        UCS2
    }

    /** Number of a part among those with the same reference. */
    public record Part(int reference, int total, int number) {}

    public boolean isStatusReport() {
        return type == STATUS_REPORT;
    }

    /** The alphabet by TS 23.038, 4. */
    public Alphabet alphabet() {
        return alphabet(coding);
    }

    /** Whether this is ordinary text or data, not compressed, nothing reserved, and no indication of waiting messages. */
    public boolean isOrdinary() {
        int group = coding >> 4;
        return group <= 0x1 || group >= 0x4 && group <= 0x5 || group == 0xE || group == 0xF;
    }

    private static Alphabet alphabet(int coding) {
        int group = coding >> 4;
        if (group == 0xE) {
            return Alphabet.UCS2;
        }
        if (group == 0xF) {
            return (coding & 0x04) == 0 ? Alphabet.SEVEN_BIT : Alphabet.EIGHT_BIT;
        }
        int bits = coding & 0x0C;
        if (group >= 0x8 || bits == 0 || bits == 0x0C) {
            return Alphabet.SEVEN_BIT;
        }
        return bits == 0x08 ? Alphabet.UCS2 : Alphabet.EIGHT_BIT;
    }

    /** The user data without its header. */
    public byte[] body() {
        return Arrays.copyOfRange(data, header, data.length);
    }

    /** Septets of the text, fill bits skipped. */
    public byte[] septets() {
        int headerSeptets = (header * 8 + 6) / 7;
        return GsmAlphabet.unpack(body(), headerSeptets * 7 - header * 8, length - headerSeptets);
    }

    /** Octets of the service centre's address with its length octet, which count for no length. */
    public static int centreOctets(String hex) {
        return 1 + HexFormat.fromHexDigits(hex, 0, 2);
    }

    /** The fields of a PDU, or empty when it ends early. */
    public static Optional<DeliverFields> read(String hex) {
        try {
            return Optional.of(read(HexFormat.of().parseHex(hex)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static DeliverFields read(byte[] pdu) {
        int start = 1 + pdu[0];
        int flags = pdu[start];
        int tpduLength = pdu.length - start;
        if ((flags & 0x03) == STATUS_REPORT) {
            return new DeliverFields(tpduLength, STATUS_REPORT, 0, 0, new byte[0], 0, null, 0, 0, new byte[0]);
        }
        int at = start + 1;
        int digits = pdu[at++] & 0xFF;
        int type = pdu[at++] & 0xFF;
        byte[] sender = take(pdu, at, (digits + 1) / 2);
        at += sender.length + 1;
        int coding = pdu[at] & 0xFF;
        at += 1 + TIMESTAMP_OCTETS;
        int length = pdu[at++] & 0xFF;
        boolean septets = alphabet(coding) == Alphabet.SEVEN_BIT;
        byte[] data = take(pdu, at, septets ? (length * 7 + 7) / 8 : length);
        boolean hasHeader = (flags & 0x40) != 0;
        int header = hasHeader ? 1 + (data[0] & 0xFF) : 0;
        Part part = hasHeader ? part(data, header) : null;
        return new DeliverFields(tpduLength, flags & 0x03, digits, type, sender, coding, part, length, header, data);
    }

    private static Part part(byte[] data, int header) {
        for (int i = 1; i + 1 < header; i += 2 + data[i + 1]) {
            if (data[i] == 0) {
                return new Part(data[i + 2] & 0xFF, data[i + 3] & 0xFF, data[i + 4] & 0xFF);
            }
            if (data[i] == 8) {
                return new Part((data[i + 2] & 0xFF) << 8 | data[i + 3] & 0xFF, data[i + 4] & 0xFF, data[i + 5] & 0xFF);
            }
        }
        return null;
    }

    private static byte[] take(byte[] pdu, int from, int count) {
        if (from + count > pdu.length) {
            throw new IndexOutOfBoundsException("the PDU ends early");
        }
        return Arrays.copyOfRange(pdu, from, from + count);
    }
}
