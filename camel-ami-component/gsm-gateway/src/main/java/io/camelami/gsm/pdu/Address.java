package io.camelami.gsm.pdu;

import io.camelami.gsm.text.GsmAlphabet;
import java.io.ByteArrayOutputStream;

/** Numbers and names of senders, recipients and SMS centres (TS 23.040 §9.1.2.5). */
final class Address {
    private static final int INTERNATIONAL = 1;
    private static final int ALPHANUMERIC = 5;
    private static final String DIGITS = "0123456789*#abc";
    private static final int FILLER = 0xF;
    private static final int MAX_DIGITS = 20;

    private Address() {}

    /** Reads an address whose length counts digits, as TP-OA, TP-DA and TP-RA do. */
    static String read(Octets octets) throws SmsPduException {
        int digits = octets.next("address");
        int type = octets.next("type of address");
        byte[] value = octets.next((digits + 1) / 2, "address");
        if (typeOfNumber(type) == ALPHANUMERIC) {
            return name(value, digits);
        }
        return number(type, value, digits);
    }

    /** Reads the address of the SMS centre, whose length counts octets. */
    static String readSmsc(Octets octets) throws SmsPduException {
        int length = octets.next("SMS centre");
        if (length == 0) {
            return "";
        }
        int type = octets.next("type of SMS centre");
        byte[] value = octets.next(length - 1, "SMS centre");
        return number(type, value, value.length * 2);
    }

    /** A name of seven characters fills 49 of 56 bits; who rounds its length up to 14 digits adds an {@code @} (0x00). */
    private static String name(byte[] value, int digits) {
        String name = GsmAlphabet.decode(Septets.unpack(value, 0, digits * 4 / 7));
        return name.length() == 8 && name.endsWith("@") ? name.substring(0, 7) : name;
    }

    private static String number(int type, byte[] value, int digits) {
        StringBuilder number = new StringBuilder(digits + 1);
        if (typeOfNumber(type) == INTERNATIONAL) {
            number.append('+');
        }
        for (int i = 0; i < digits; i++) {
            int digit = value[i / 2] >> (i % 2 == 0 ? 0 : 4) & 0xF;
            if (digit == FILLER) {
                break;
            }
            number.append(DIGITS.charAt(digit));
        }
        return number.toString();
    }

    private static int typeOfNumber(int type) {
        return type >> 4 & 7;
    }

    /** Writes a recipient; without {@code +} its type is unknown, so that the network takes it as it is dialled. */
    static void write(String number, ByteArrayOutputStream out) throws SmsPduException {
        boolean international = number.startsWith("+");
        String digits = international ? number.substring(1) : number;
        if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
            throw new SmsPduException(
                    "a recipient has 1 to " + MAX_DIGITS + " digits, this one has " + digits.length());
        }
        out.write(digits.length());
        out.write(international ? 0x91 : 0x81);
        for (int i = 0; i < digits.length(); i += 2) {
            int low = digit(digits.charAt(i));
            int high = i + 1 < digits.length() ? digit(digits.charAt(i + 1)) : FILLER;
            out.write(high << 4 | low);
        }
    }

    private static int digit(char c) throws SmsPduException {
        int digit = DIGITS.indexOf(c);
        if (digit < 0) {
            throw new SmsPduException("a recipient may contain digits, * and # after an optional +");
        }
        return digit;
    }
}
