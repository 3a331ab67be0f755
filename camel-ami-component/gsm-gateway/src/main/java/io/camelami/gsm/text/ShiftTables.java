package io.camelami.gsm.text;

/**
 * The national language tables of 3GPP TS 23.038 annex A that texts from Turkey, Spain, Portugal and Latin America come in:
 * a locking shift table stands in for the default alphabet, a single shift table for its extension. Those of South Asia's
 * languages are missing: for them, as for numbers that mean no language yet, the default tables are read.
 */
final class ShiftTables {
    private static final int TURKISH = 1;
    private static final int SPANISH = 2;
    private static final int PORTUGUESE = 3;

    /** A.3.1; the standard has none for Spanish. */
    private static final String TURKISH_LOCKING =
            "@£$¥€éùıòÇ\nĞğ\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bŞşßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                    + "İABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§çabcdefghijklmnopqrstuvwxyzäöñüà";

    /** A.3.3 */
    private static final String PORTUGUESE_LOCKING =
            "@£$¥êéúíóç\nÔô\rÁáΔ_ªÇÀ∞^\\€Ó|\u001bÂâÊÉ !\"#º%&'()*+,-./0123456789:;<=>?"
                    + "ÍABCDEFGHIJKLMNOPQRSTUVWXYZÃÕÚÜ§~abcdefghijklmnopqrstuvwxyzãõ`üà";

    /** A.2.1, code and character in turn: what it has besides the default extension, as the others. */
    private static final String TURKISH_SINGLE = "GĞIİSŞcçgğiısş";

    /** A.2.2 */
    private static final String SPANISH_SINGLE = "\tçAÁIÍOÓUÚaáiíoóuú";

    /** A.2.3 */
    private static final String PORTUGUESE_SINGLE =
            "\u0005ê\tç\u000bÔ\fô\u000eÁ\u000fá\u0012Φ\u0013Γ\u0015Ω\u0016Π\u0017Ψ\u0018Σ\u0019Θ\u001fÊAÀIÍOÓUÚ[Ã\\ÕaÂiíoóuú{ã|õ\u007fâ";

    private ShiftTables() {}

    /** @return the 128 characters that stand in for the default alphabet; null if the default alphabet counts */
    static String locking(int language) {
        return switch (language) {
            case TURKISH -> TURKISH_LOCKING;
            case PORTUGUESE -> PORTUGUESE_LOCKING;
            default -> null;
        };
    }

    /** @return the character of a code after ESCAPE; 0 if the language's table has no other than the default extension */
    static char single(int language, int code) {
        String table =
                switch (language) {
                    case TURKISH -> TURKISH_SINGLE;
                    case SPANISH -> SPANISH_SINGLE;
                    case PORTUGUESE -> PORTUGUESE_SINGLE;
                    default -> "";
                };
        for (int i = 0; i < table.length(); i += 2) {
            if (table.charAt(i) == code) {
                return table.charAt(i + 1);
            }
        }
        return 0;
    }
}
