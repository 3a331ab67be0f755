package io.camelami.gsm.send;

/** Something on its way out that needs a span for itself for a while. All of it runs on the {@link Worker}. */
interface Sender {

    /** Begins to wait for its turn on a span. */
    void enter(Lane lane);

    /** It is its turn. */
    void proceed();

    /** No span can be chosen for it, so it ends. */
    void noSpan(String why);

    /** The gateway is no longer heard: what waits for it ends as what it is. */
    void linkLost(String reason);

    /** The gateway object is closed. */
    void closed();
}
