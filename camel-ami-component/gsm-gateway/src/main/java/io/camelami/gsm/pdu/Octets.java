package io.camelami.gsm.pdu;

/** Reads octets one after the other; running out of them is an {@link SmsPduException}. */
final class Octets {
    private final byte[] octets;
    private int position;

    Octets(byte[] octets) {
        this.octets = octets;
    }

    static Octets ofHex(String hex) throws SmsPduException {
        if (hex.length() % 2 != 0) {
            throw new SmsPduException("a PDU of " + hex.length() + " hex digits has half an octet");
        }
        byte[] octets = new byte[hex.length() / 2];
        for (int i = 0; i < octets.length; i++) {
            int high = digit(hex.charAt(2 * i));
            int low = digit(hex.charAt(2 * i + 1));
            if (high < 0 || low < 0) {
                throw new SmsPduException("octet " + i + " of the PDU is not hex");
            }
            octets[i] = (byte) (high << 4 | low);
        }
        return new Octets(octets);
    }

    /** Only ASCII digits count; {@link Character#digit} would take those of every script. */
    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    int next(String what) throws SmsPduException {
        if (position >= octets.length) {
            throw new SmsPduException("the PDU ends before its " + what);
        }
        return octets[position++] & 0xFF;
    }

    byte[] next(int count, String what) throws SmsPduException {
        if (octets.length - position < count) {
            throw new SmsPduException("the PDU ends within its " + what);
        }
        byte[] some = new byte[count];
        System.arraycopy(octets, position, some, 0, count);
        position += count;
        return some;
    }

    int left() {
        return octets.length - position;
    }
}
