package io.camelami.gsm.pdu;

/**
 * The data coding scheme of a message (TS 23.038 §4).
 *
 * @param octet the DCS as sent
 * @param kind what the user data is
 * @param flash whether it is to be shown at once (class 0)
 */
public record DataCoding(int octet, Kind kind, boolean flash) {

    /** What user data can be. */
    public enum Kind {
        GSM,
        UCS2,
        /** 8-bit data, or a compressed text: octets. */
        BINARY
    }

    /** Reads any octet; reserved ones count as the GSM alphabet, as TS 23.038 asks. */
    static DataCoding of(int octet) {
        int group = octet >> 4;
        if (group < 0x8) {
            boolean compressed = (octet & 0x20) != 0;
            boolean flash = (octet & 0x13) == 0x10;
            return new DataCoding(octet, compressed ? Kind.BINARY : kind(octet >> 2 & 3), flash);
        }
        return switch (group) {
            case 0xE -> new DataCoding(octet, Kind.UCS2, false);
            case 0xF -> new DataCoding(octet, (octet & 4) != 0 ? Kind.BINARY : Kind.GSM, (octet & 3) == 0);
            default -> new DataCoding(octet, Kind.GSM, false);
        };
    }

    private static Kind kind(int alphabetBits) {
        return switch (alphabetBits) {
            case 1 -> Kind.BINARY;
            case 2 -> Kind.UCS2;
            default -> Kind.GSM;
        };
    }
}
