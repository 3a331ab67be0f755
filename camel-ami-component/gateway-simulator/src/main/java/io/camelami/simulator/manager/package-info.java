/**
 * The server side of the Asterisk Manager Interface: sessions, login, event mask, framing limits and the reply shapes of
 * the 1.8 and the 14+ families. Text in here is <em>wire text</em>: one char per byte (see {@link Wire}), so what a
 * client sent and what it gets back are the same bytes whatever their encoding.
 */
package io.camelami.simulator.manager;
