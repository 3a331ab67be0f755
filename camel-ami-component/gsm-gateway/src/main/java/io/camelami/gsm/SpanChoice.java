package io.camelami.gsm;

/** How a span is chosen for a request that names none. Spans that are down are passed over. */
public enum SpanChoice {
    /** One after the other. */
    ROUND_ROBIN,
    /** The one with the fewest parts of messages waiting. */
    LEAST_BUSY,
    /** The same one for the same recipient, as long as it is up. */
    STICKY
}
