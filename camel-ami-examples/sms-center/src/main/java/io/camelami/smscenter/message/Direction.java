package io.camelami.smscenter.message;

/** Which way a message went. */
public enum Direction {
    INBOUND,
    OUTBOUND
}
