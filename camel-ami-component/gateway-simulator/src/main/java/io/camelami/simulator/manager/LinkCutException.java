package io.camelami.simulator.manager;

/** Thrown by an action's handler to end its client's connection before anything more is written. */
public final class LinkCutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean reset;

    private LinkCutException(String message, boolean reset) {
        super(message);
        this.reset = reset;
    }

    /** The client sees a reset, as when the network or the gateway's power is gone. */
    public static LinkCutException reset() {
        return new LinkCutException("connection reset", true);
    }

    /** The client sees the end of the stream, as when the server ends. */
    public static LinkCutException closed() {
        return new LinkCutException("connection closed", false);
    }

    boolean isReset() {
        return reset;
    }
}
