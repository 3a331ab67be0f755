package io.camelami.simulator;

/**
 * How a span is, as the gateway's own listings tell it.
 *
 * @param link {@code Up}, or why it is not: {@code Undetected SIM Card}, {@code No Signal}, {@code Pin (1234) Error},
 *     {@code Down}; of no meaning on chan_dongle and chan_quectel
 * @param registered whether the network has let it in
 * @param network name of the network
 * @param signal the strength as modems measure it, 0 to 31, or 99 if it is not known
 */
public record SpanState(String link, boolean registered, String network, int signal) {

    /** As every span is at first. */
    public static final SpanState UP = new SpanState("Up", true, "Simulated Network", 25);

    public static SpanState down(String link) {
        return new SpanState(link, false, "", 99);
    }

    public SpanState withNetwork(String name) {
        return new SpanState(link, registered, name, signal);
    }

    public SpanState withSignal(int strength) {
        return new SpanState(link, registered, network, strength);
    }
}
