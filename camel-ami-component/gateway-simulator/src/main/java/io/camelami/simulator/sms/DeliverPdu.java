package io.camelami.simulator.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HexFormat;

/** An SMS-DELIVER as a modem reports it in PDU mode: the service centre's octets, then the TPDU (TS 23.040, 9.2.2.1). */
public final class DeliverPdu {
    private static final int DELIVER_NO_MORE_MESSAGES = 0x04;
    private static final int HEADER_PRESENT = 0x40;
    private static final int INTERNATIONAL = 0x91;
    private static final int UNKNOWN_TYPE = 0x81;
    private static final int ALPHANUMERIC = 0xD0;
    private static final int UCS2 = 0x08;
    private static final int HEADER_SEPTETS = 7;
    private static final int HEADER_FILL_BITS = 1;

    private DeliverPdu() {}

    /**
     * @param smsc the service centre's number
     * @param sender a number, or a name of at most 11 characters of the GSM alphabet
     * @return upper-case hex
     */
    public static String encode(String smsc, String sender, SmsPart part, OffsetDateTime time) {
        ByteArrayOutputStream pdu = new ByteArrayOutputStream();
        writeCentre(pdu, smsc);
        pdu.write(DELIVER_NO_MORE_MESSAGES | (part.isAlone() ? 0 : HEADER_PRESENT));
        writeAddress(pdu, sender);
        pdu.write(0);
        pdu.write(part.sevenBit() ? 0 : UCS2);
        pdu.writeBytes(timestamp(time));
        writeUserData(pdu, part);
        return HexFormat.of().withUpperCase().formatHex(pdu.toByteArray());
    }

    static void writeCentre(ByteArrayOutputStream pdu, String smsc) {
        byte[] centre = semiOctets(digits(smsc));
        pdu.write(centre.length + 1);
        pdu.write(typeOf(smsc));
        pdu.writeBytes(centre);
    }

    static void writeAddress(ByteArrayOutputStream pdu, String sender) {
        if (isNumber(sender)) {
            String digits = digits(sender);
            pdu.write(digits.length());
            pdu.write(typeOf(sender));
            pdu.writeBytes(semiOctets(digits));
        } else {
            byte[] septets = GsmAlphabet.encode(sender)
                    .orElseThrow(() -> new IllegalArgumentException("A sender's name must be in the GSM alphabet"));
            // The length counts semi-octets that hold something.
            pdu.write((septets.length * 7 + 3) / 4);
            pdu.write(ALPHANUMERIC);
            pdu.writeBytes(GsmAlphabet.pack(septets, 0));
        }
    }

    private static void writeUserData(ByteArrayOutputStream pdu, SmsPart part) {
        byte[] header = part.isAlone()
                ? new byte[0]
                : new byte[] {5, 0, 3, (byte) part.reference(), (byte) part.total(), (byte) part.number()};
        if (part.sevenBit()) {
            byte[] septets = GsmAlphabet.encode(part.text()).orElseThrow();
            pdu.write(septets.length + (part.isAlone() ? 0 : HEADER_SEPTETS));
            pdu.writeBytes(header);
            pdu.writeBytes(GsmAlphabet.pack(septets, part.isAlone() ? 0 : HEADER_FILL_BITS));
        } else {
            byte[] units = part.text().getBytes(StandardCharsets.UTF_16BE);
            pdu.write(header.length + units.length);
            pdu.writeBytes(header);
            pdu.writeBytes(units);
        }
    }

    /** Whether a sender is a phone number and not a name. */
    public static boolean isNumber(String sender) {
        String digits = digits(sender);
        return !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    private static int typeOf(String number) {
        return number.startsWith("+") ? INTERNATIONAL : UNKNOWN_TYPE;
    }

    private static byte[] semiOctets(String digits) {
        byte[] octets = new byte[(digits.length() + 1) / 2];
        for (int i = 0; i < octets.length; i++) {
            int low = digits.charAt(2 * i) - '0';
            int high = 2 * i + 1 < digits.length() ? digits.charAt(2 * i + 1) - '0' : 0xF;
            octets[i] = (byte) (high << 4 | low);
        }
        return octets;
    }

    static byte[] timestamp(OffsetDateTime time) {
        int quarters = time.getOffset().getTotalSeconds() / 900;
        byte zone = swapped(Math.abs(quarters));
        return new byte[] {
            swapped(time.getYear() % 100),
            swapped(time.getMonthValue()),
            swapped(time.getDayOfMonth()),
            swapped(time.getHour()),
            swapped(time.getMinute()),
            swapped(time.getSecond()),
            quarters < 0 ? (byte) (zone | 0x08) : zone
        };
    }

    private static byte swapped(int twoDigits) {
        return (byte) (twoDigits % 10 << 4 | twoDigits / 10);
    }
}
