package io.camelami.gsm;

/**
 * One span (port, modem) as the gateway lists it.
 *
 * @param number its number, from 1, as on the gateway's front
 * @param up whether the gateway says that it is registered and usable
 * @param state the gateway's words
 */
public record Span(int number, boolean up, String state) {}
