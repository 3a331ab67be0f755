package io.camelami.simulator;

/**
 * A message, or a part of one, that went out over the air.
 *
 * @param span the span it went through
 * @param to the recipient as the command gave it
 * @param text the text
 * @param id the id given with the command, or an empty string
 */
public record SentSms(int span, String to, String text, String id) {}
