package io.camelami.gsm.dialect;

/** What a dialect read out of an event. */
public sealed interface Signal permits InboundPart, Later, SendReport, UssdNews, SpanNews {}
