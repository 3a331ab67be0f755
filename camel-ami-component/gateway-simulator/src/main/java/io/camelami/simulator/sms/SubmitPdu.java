package io.camelami.simulator.sms;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a network reads in an SMS-SUBMIT that a modem was given, service centre octets first (TS 23.040, 9.2.2.2).
 *
 * @param to the recipient, with a plus sign when the number is international
 * @param text the user data without its header
 * @param flash whether it is of class 0
 * @param validity the relative validity period; null if it has none
 * @param reportRequested whether it asks for a status report
 */
public record SubmitPdu(String to, String text, boolean flash, Duration validity, boolean reportRequested) {
    private static final int MESSAGE_TYPE = 0x03;
    private static final int SUBMIT = 0x01;
    private static final int VALIDITY_FORMAT = 0x18;
    private static final int RELATIVE_VALIDITY = 0x10;
    private static final int REPORT_REQUEST = 0x20;
    private static final int HEADER_PRESENT = 0x40;
    private static final int INTERNATIONAL = 0x90;
    private static final int TYPE_OF_NUMBER = 0xF0;
    private static final int ALPHABET = 0x0C;
    private static final int UCS2 = 0x08;
    /** General group with a class, which is 0. */
    private static final int CLASS_MASK = 0xD3;

    private static final int CLASS_0 = 0x10;

    /** The message of a PDU, or empty when it is none that a network would take. */
    public static Optional<SubmitPdu> decode(String hex) {
        try {
            return Optional.of(new Cursor(HexFormat.of().parseHex(hex)).submit());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static final class Cursor {
        private final byte[] pdu;
        private int position;

        Cursor(byte[] pdu) {
            this.pdu = pdu;
        }

        SubmitPdu submit() {
            int centreLength = next();
            position += centreLength;
            int flags = next();
            if ((flags & MESSAGE_TYPE) != SUBMIT) {
                throw new IllegalArgumentException("not an SMS-SUBMIT");
            }
            next(); // message reference
            String to = address();
            next(); // protocol identifier
            int coding = next();
            Duration validity = validity(flags & VALIDITY_FORMAT);
            return new SubmitPdu(
                    to,
                    userData(coding, (flags & HEADER_PRESENT) != 0),
                    (coding & CLASS_MASK) == CLASS_0,
                    validity,
                    (flags & REPORT_REQUEST) != 0);
        }

        private String address() {
            int length = next();
            int type = next();
            StringBuilder digits = new StringBuilder((type & TYPE_OF_NUMBER) == INTERNATIONAL ? "+" : "");
            byte[] octets = take((length + 1) / 2);
            for (int i = 0; i < length; i++) {
                digits.append("0123456789*#abc".charAt(octets[i / 2] >> i % 2 * 4 & 0x0F));
            }
            return digits.toString();
        }

        /** Of the two other formats no client makes use; they are passed over. */
        private Duration validity(int format) {
            if (format != RELATIVE_VALIDITY) {
                position += format == 0 ? 0 : 7;
                return null;
            }
            int value = next();
            if (value <= 143) {
                return Duration.ofMinutes((value + 1) * 5L);
            }
            if (value <= 167) {
                return Duration.ofHours(12).plusMinutes((value - 143) * 30L);
            }
            return Duration.ofDays(value <= 196 ? value - 166 : (value - 192) * 7L);
        }

        private String userData(int coding, boolean hasHeader) {
            int length = next();
            int headerOctets = hasHeader ? (pdu[position] & 0xFF) + 1 : 0;
            if ((coding & ALPHABET) == UCS2) {
                byte[] data = take(length);
                return new String(data, headerOctets, length - headerOctets, StandardCharsets.UTF_16BE);
            }
            if ((coding & ALPHABET) != 0) {
                byte[] data = take(length);
                return new String(data, headerOctets, length - headerOctets, StandardCharsets.ISO_8859_1);
            }
            byte[] data = take((length * 7 + 7) / 8);
            int headerSeptets = (headerOctets * 8 + 6) / 7;
            int fillBits = headerSeptets * 7 - headerOctets * 8;
            byte[] packed = Arrays.copyOfRange(data, headerOctets, data.length);
            return GsmAlphabet.decode(GsmAlphabet.unpack(packed, fillBits, length - headerSeptets));
        }

        private int next() {
            return pdu[position++] & 0xFF;
        }

        private byte[] take(int count) {
            if (position + count > pdu.length) {
                throw new IndexOutOfBoundsException("the PDU ends early");
            }
            position += count;
            return Arrays.copyOfRange(pdu, position - count, position);
        }
    }
}
