package io.camelami.simulator.manager;

/** Thrown by an action's handler to have its client's connection cut before anything more is written. */
public final class LinkCutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LinkCutException() {
        super("scripted loss of the link");
    }
}
