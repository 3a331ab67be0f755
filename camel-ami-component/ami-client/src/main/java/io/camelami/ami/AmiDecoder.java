package io.camelami.ami;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Bytes in, messages out. */
public final class AmiDecoder {

    public AmiDecoder(AmiLimits limits, Charset charset, Predicate<String> eventFilter) {
        java.util.Objects.requireNonNull(limits, "limits");
        java.util.Objects.requireNonNull(charset, "charset");
    }

    /** The first line, the gateway's greeting; null until it came. */
    public String banner() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Where the next bytes go. */
    public ByteBuffer input() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Decodes what was put into {@link #input()}. */
    public void decode(Consumer<? super AmiMessage> out) {
        throw new UnsupportedOperationException("not yet");
    }
}
