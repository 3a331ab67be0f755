package io.camelami.ami;

/**
 * Whether this process may use the gateway now. In a cluster one of several processes may; whoever leads the cluster says
 * which, and this is where the link asks.
 */
public interface AmiPermit {

    /** For a gateway that no other process uses. */
    AmiPermit ALWAYS = new AmiPermit() {
        @Override
        public String refusal() {
            return null;
        }

        @Override
        public void watch(Runnable look) {}

        @Override
        public void unwatch(Runnable look) {}
    };

    /**
     * Asked before each connection is opened, and directly before each write. While it refuses, no byte of an action or
     * a login leaves; a session that is asked to write then ends, what it had not written being safe to repeat. Called
     * under locks by any thread, so it must neither block nor call the link.
     *
     * @return null if it may; else a sentence that says why not and when it will
     */
    String refusal();

    /**
     * From now on {@code look} is called soon after {@link #refusal} changed, on a thread that does not hold what refusal
     * needs; it may be called without a change as well. It does not block.
     */
    void watch(Runnable look);

    /** Ends {@link #watch}. */
    void unwatch(Runnable look);

    /**
     * The number of the login that is tried next. It must be greater than the last one's.
     *
     * @param last the number of this link's last login, 0 before the first
     */
    default long epochAfter(long last) {
        return last + 1;
    }
}
