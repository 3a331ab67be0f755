package io.camelami.simulator.cli;

import java.io.IOException;

/** Where a command prints to. */
public interface CommandOutput {

    /** Adds wire text to the output; lines end in LF. */
    void print(String wire);

    /**
     * Tells that the command is going to take its time: a server of the 1.8 family has sent the head of the reply by
     * then, and sends the output when the command ends.
     */
    void started() throws IOException;

    /** Waits until the client has gone, for a command whose end nobody is to hear of. */
    void awaitClientGone() throws IOException, InterruptedException;
}
