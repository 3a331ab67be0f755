/**
 * Calls: the model of what happens to them, and the requests that make and change them.
 *
 * <p>{@link io.camelami.gsm.call.CallTracker} turns channel events into calls. Nothing here does I/O or reads a clock: time
 * is an argument.
 */
package io.camelami.gsm.call;
