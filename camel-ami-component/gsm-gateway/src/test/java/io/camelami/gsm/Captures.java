package io.camelami.gsm;

import io.camelami.ami.wire.Capture;
import java.nio.charset.StandardCharsets;

/** Recorded conversations: what the server said. */
public final class Captures {

    private Captures() {}

    /** @param name such as {@code 1.8.32.3/sms_inbound.txt} */
    public static byte[] serverBytes(String name) {
        return Capture.of(name).serverBytes();
    }

    public static String text(String name) {
        return new String(Capture.resource(name), StandardCharsets.UTF_8);
    }
}
