package io.camelami.gsm.pdu;

/** Seven-bit characters packed into octets, least significant bit first (TS 23.038 §6.1.2.1). */
public final class Septets {

    private Septets() {}

    /**
     * Unpacks {@code count} septets that begin at septet {@code from}.
     *
     * @param packed must hold at least {@code (from + count) * 7} bits
     */
    public static byte[] unpack(byte[] packed, int from, int count) {
        byte[] septets = new byte[count];
        for (int i = 0; i < count; i++) {
            int bit = (from + i) * 7;
            int value = (packed[bit / 8] & 0xFF) >> bit % 8;
            if (bit % 8 > 1) {
                value |= (packed[bit / 8 + 1] & 0xFF) << 8 - bit % 8;
            }
            septets[i] = (byte) (value & 0x7F);
        }
        return septets;
    }

    /** Writes {@code septets} into {@code packed}, beginning at septet {@code from}. */
    static void pack(byte[] septets, byte[] packed, int from) {
        for (int i = 0; i < septets.length; i++) {
            int bit = (from + i) * 7;
            int value = (septets[i] & 0x7F) << bit % 8;
            packed[bit / 8] |= (byte) value;
            if (bit % 8 > 1) {
                packed[bit / 8 + 1] |= (byte) (value >> 8);
            }
        }
    }

    /** Octets that {@code count} septets fill. */
    static int octets(int count) {
        return (count * 7 + 7) / 8;
    }
}
