package io.camelami.gsm.text;

/** An alphabet of 3GPP TS 23.038 that text can be sent in. An SMS carries 140 octets of it. */
public enum Alphabet {
    /** Seven bits a character, fourteen for those of the extension table. */
    GSM(160, 153, 152),
    /** Sixteen bits a UTF-16 unit; an emoji takes two units. */
    UCS2(70, 67, 66);

    private final int single;
    private final int part;
    private final int partWideReference;

    Alphabet(int single, int part, int partWideReference) {
        this.single = single;
        this.part = part;
        this.partWideReference = partWideReference;
    }

    /** Units in an SMS that stands alone. */
    public int single() {
        return single;
    }

    /** Units in one part of a long text, beside a header with an 8-bit or a 16-bit reference. */
    public int part(boolean wideReference) {
        return wideReference ? partWideReference : part;
    }
}
