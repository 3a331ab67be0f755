/**
 * The way out: span choice, one sender a span, pacing, and exactly one outcome for every request. Everything in here
 * runs on one {@link io.camelami.gsm.send.Worker}, so nothing in here is locked.
 */
package io.camelami.gsm.send;
