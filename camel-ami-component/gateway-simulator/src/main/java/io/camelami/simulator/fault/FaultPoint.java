package io.camelami.simulator.fault;

/** A moment in the life of a session at which a fault can strike. */
public enum FaultPoint {
    /** A client has connected; nothing was written. */
    BEFORE_BANNER,
    /** Half of the banner was written. */
    IN_BANNER,
    /** The banner was written. */
    AFTER_BANNER,
    /** A login was accepted and answered. */
    AFTER_LOGIN,
    /** An action was read; it is not run if the fault ends the output. */
    BEFORE_REPLY,
    /** An action was run, and half of its reply was written; of a list that is the first of its messages. */
    INSIDE_REPLY,
    /** An action was run and answered; what it leads to later is still to come. */
    AFTER_REPLY,
    /** Half of an event was written. */
    INSIDE_EVENT;

    /** At this point, but only for actions or events of a name, in any case. */
    public FaultTrigger of(String name) {
        return new FaultTrigger(this, name, 0);
    }

    /** At this point, after it was passed a number of times. */
    public FaultTrigger after(int times) {
        return new FaultTrigger(this, null, times);
    }

    /** As the program's input names it. */
    @Override
    public String toString() {
        return FaultWords.word(this);
    }
}
