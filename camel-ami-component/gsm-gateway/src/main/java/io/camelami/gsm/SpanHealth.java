package io.camelami.gsm;

/**
 * How a span does, as known now.
 *
 * @param span its number, from 1
 * @param up whether the gateway last listed it as usable; null if it did not list it
 * @param failures how many messages and codes in a row it did not get out
 * @param state the gateway's words; null if it did not list it
 */
public record SpanHealth(int span, Boolean up, int failures, String state) {}
