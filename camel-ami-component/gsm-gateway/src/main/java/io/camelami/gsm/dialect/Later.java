package io.camelami.gsm.dialect;

import java.time.Duration;

/**
 * A signal that is told when its time is over, unless the dialect takes it back before: what comes next may be the rest of
 * it, or say the same better. The gateway keeps the time, and may end it early.
 *
 * <p>One thread at a time, the one of {@link DialectSession#read}.
 */
public final class Later implements Signal {
    private final Signal signal;
    private final Duration patience;
    private boolean over;

    /** @param patience how long it waits, from its being read */
    public Later(Signal signal, Duration patience) {
        this.signal = signal;
        this.patience = patience;
    }

    public Duration patience() {
        return patience;
    }

    /** Whether it has been told or taken back. */
    public boolean over() {
        return over;
    }

    /** @return whether it had not been told; now it never will be */
    public boolean takeBack() {
        boolean stillHeld = !over;
        over = true;
        return stillHeld;
    }

    /** For the gateway, when the time is over. @return null if it was taken back, or told before */
    public Signal tell() {
        return takeBack() ? signal : null;
    }

    /** Without what it holds: it is private. */
    @Override
    public String toString() {
        return "Later[" + patience + ", over=" + over + "]";
    }
}
