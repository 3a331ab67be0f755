package io.camelami.gsm.dialect;

/** A gateway told that a span has changed; what it is like now has to be asked for. */
public record SpanNews() implements Signal {}
