package io.camelami.simulator;

import java.time.Duration;
import java.util.Objects;

/**
 * How a call that comes in goes on.
 *
 * @param ringing how long it rings
 * @param talking how long they talk, if it is answered, until the caller hangs up
 */
public record CallBehaviour(Ending ending, Duration ringing, Duration talking) {

    /** What becomes of the ringing. */
    public enum Ending {
        ANSWERED,
        /** The caller gives up. */
        ABANDONED,
        /** Who is called talks already. */
        BUSY
    }

    public CallBehaviour {
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(ringing, "ringing");
        Objects.requireNonNull(talking, "talking");
    }

    public static CallBehaviour answered(Duration ringing, Duration talking) {
        return new CallBehaviour(Ending.ANSWERED, ringing, talking);
    }

    public static CallBehaviour abandoned(Duration ringing) {
        return new CallBehaviour(Ending.ABANDONED, ringing, Duration.ZERO);
    }

    public static CallBehaviour busy() {
        return new CallBehaviour(Ending.BUSY, Duration.ZERO, Duration.ZERO);
    }
}
