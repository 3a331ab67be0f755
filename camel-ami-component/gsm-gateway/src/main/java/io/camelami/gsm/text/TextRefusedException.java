package io.camelami.gsm.text;

/** A text that a {@link TextPolicy} does not let through. The message says why, with code points and without the text. */
public final class TextRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    TextRefusedException(String message) {
        super(message);
    }
}
