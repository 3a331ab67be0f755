package io.camelami.gsm.pdu;

import io.camelami.gsm.text.GsmAlphabet;
import java.nio.charset.StandardCharsets;

/** The text of a TPDU with its header (TS 23.040 §9.2.3.24). */
record UserData(String text, Concatenation concatenation) {
    private static final int CONCATENATED_8 = 0x00;
    private static final int CONCATENATED_16 = 0x08;

    static UserData read(Octets octets, DataCoding.Kind kind, boolean hasHeader) throws SmsPduException {
        int length = octets.next("length of user data");
        int size = kind == DataCoding.Kind.GSM ? Septets.octets(length) : length;
        byte[] data = octets.next(size, "user data");
        int headerSize = 0;
        Concatenation concatenation = null;
        if (hasHeader) {
            if (data.length == 0) {
                throw new SmsPduException("the PDU announces a user data header and has no user data");
            }
            headerSize = 1 + (data[0] & 0xFF);
            if (headerSize > data.length) {
                throw new SmsPduException("the user data header is longer than the user data");
            }
            concatenation = concatenation(data, headerSize);
        }
        return new UserData(text(data, headerSize, length, kind), concatenation);
    }

    private static String text(byte[] data, int headerSize, int length, DataCoding.Kind kind) {
        return switch (kind) {
            case GSM -> {
                int skipped = headerSeptets(headerSize);
                yield GsmAlphabet.decode(Septets.unpack(data, skipped, Math.max(0, length - skipped)));
            }
            case UCS2 -> ucs2(data, headerSize);
            case BINARY -> new String(data, headerSize, data.length - headerSize, StandardCharsets.ISO_8859_1);
        };
    }

    /** By hand: a Charset would replace the half of a surrogate pair whose other half is in the next part. */
    private static String ucs2(byte[] data, int from) {
        StringBuilder text = new StringBuilder((data.length - from) / 2);
        for (int i = from; i + 1 < data.length; i += 2) {
            text.append((char) ((data[i] & 0xFF) << 8 | data[i + 1] & 0xFF));
        }
        return text.toString();
    }

    /** The last valid concatenation element counts, as TS 23.040 §9.2.3.24 says of repeated ones; null if none. */
    private static Concatenation concatenation(byte[] data, int headerSize) {
        Concatenation found = null;
        for (int i = 1; i + 1 < headerSize; ) {
            int element = data[i] & 0xFF;
            int size = data[i + 1] & 0xFF;
            int value = i + 2;
            if (value + size > headerSize) {
                break;
            }
            Concatenation candidate = null;
            if (element == CONCATENATED_8 && size == 3) {
                candidate = valid(data[value] & 0xFF, data[value + 1] & 0xFF, data[value + 2] & 0xFF, false);
            } else if (element == CONCATENATED_16 && size == 4) {
                int reference = (data[value] & 0xFF) << 8 | data[value + 1] & 0xFF;
                candidate = valid(reference, data[value + 2] & 0xFF, data[value + 3] & 0xFF, true);
            }
            found = candidate != null ? candidate : found;
            i = value + size;
        }
        return found;
    }

    /** Impossible counts are to be ignored (TS 23.040 §9.2.3.24.1). */
    private static Concatenation valid(int reference, int total, int number, boolean wide) {
        return total >= 1 && number >= 1 && number <= total ? new Concatenation(reference, total, number, wide) : null;
    }

    static byte[] header(Concatenation concatenation) {
        int reference = concatenation.reference();
        byte total = (byte) concatenation.total();
        byte number = (byte) concatenation.number();
        return concatenation.wide()
                ? new byte[] {6, CONCATENATED_16, 4, (byte) (reference >> 8), (byte) reference, total, number}
                : new byte[] {5, CONCATENATED_8, 3, (byte) reference, total, number};
    }

    /** Septets that a header of {@code octets} takes, up to the next septet boundary. */
    static int headerSeptets(int octets) {
        return (octets * 8 + 6) / 7;
    }
}
