package io.camelami.simulator.transcript;

/** Hears how a recording is taken; called in the threads of the connections. */
public interface TranscriptListener {

    /** An action came although another one was due. */
    void unexpected(String action);

    /** All of the recording was played to a client. */
    void played();
}
