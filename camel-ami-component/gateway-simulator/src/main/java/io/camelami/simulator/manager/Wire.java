package io.camelami.simulator.manager;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Conversions between text and wire text, which holds one char (0..255) per byte. */
public final class Wire {
    private Wire() {}

    /** The UTF-8 bytes of a text, as wire text. */
    public static String of(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** What the bytes say as UTF-8; bytes that are not UTF-8 stay as they are, one char each. */
    public static String text(String wire) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(wire)))
                    .toString();
        } catch (CharacterCodingException e) {
            return wire;
        }
    }

    public static byte[] bytes(String wire) {
        return wire.getBytes(StandardCharsets.ISO_8859_1);
    }
}
