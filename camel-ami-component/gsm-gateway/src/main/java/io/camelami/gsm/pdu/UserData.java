package io.camelami.gsm.pdu;

import io.camelami.gsm.text.GsmAlphabet;
import java.nio.charset.StandardCharsets;

/** The text of a TPDU with its header (TS 23.040 §9.2.3.24). */
record UserData(String text, Concatenation concatenation) {
    private static final int CONCATENATED_8 = 0x00;
    private static final int CONCATENATED_16 = 0x08;
    private static final int SINGLE_SHIFT = 0x24;
    private static final int LOCKING_SHIFT = 0x25;

    /**
     * What a header says of the text.
     *
     * @param octets how many it takes
     * @param locking national language of the main table, 0 for none
     * @param single national language of the extension table, 0 for none
     */
    private record Header(int octets, Concatenation concatenation, int locking, int single) {
        static final Header NONE = new Header(0, null, 0, 0);
    }

    static UserData read(Octets octets, DataCoding.Kind kind, boolean hasHeader) throws SmsPduException {
        int length = octets.next("length of user data");
        int size = kind == DataCoding.Kind.GSM ? Septets.octets(length) : length;
        byte[] data = octets.next(size, "user data");
        Header header = hasHeader ? readHeader(data) : Header.NONE;
        return new UserData(text(data, header, length, kind), header.concatenation());
    }

    private static Header readHeader(byte[] data) throws SmsPduException {
        if (data.length == 0) {
            throw new SmsPduException("the PDU announces a user data header and has no user data");
        }
        int size = 1 + (data[0] & 0xFF);
        if (size > data.length) {
            throw new SmsPduException("the user data header is longer than the user data");
        }
        return elements(data, size);
    }

    private static String text(byte[] data, Header header, int length, DataCoding.Kind kind) {
        return switch (kind) {
            case GSM -> {
                int skipped = headerSeptets(header.octets());
                byte[] septets = Septets.unpack(data, skipped, Math.max(0, length - skipped));
                yield GsmAlphabet.decode(septets, header.locking(), header.single());
            }
            case UCS2 -> ucs2(data, header.octets());
            case BINARY ->
                new String(data, header.octets(), data.length - header.octets(), StandardCharsets.ISO_8859_1);
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

    /** Of elements of one kind the last valid one counts, as TS 23.040 §9.2.3.24 says of repeated ones. */
    private static Header elements(byte[] data, int headerSize) {
        Concatenation found = null;
        int locking = 0;
        int single = 0;
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
            } else if (element == SINGLE_SHIFT && size == 1) {
                single = data[value] & 0xFF;
            } else if (element == LOCKING_SHIFT && size == 1) {
                locking = data[value] & 0xFF;
            }
            found = candidate != null ? candidate : found;
            i = value + size;
        }
        return new Header(headerSize, found, locking, single);
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
