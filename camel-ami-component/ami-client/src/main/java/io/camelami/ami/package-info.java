/**
 * The Asterisk Manager Interface as GSM gateways and PBXs speak it, over TCP or TLS.
 *
 * <p>{@link io.camelami.ami.AmiLink} is where to begin: it keeps one gateway reachable, sends
 * {@link io.camelami.ami.AmiAction}s and hands on {@link io.camelami.ami.AmiEvent}s; {@link io.camelami.ami.AmiVisit} asks
 * a few questions and leaves. Below them, each connection is an
 * {@code AmiSession}, which does no I/O: an {@link io.camelami.ami.AmiConnector} carries its bytes, an
 * {@link io.camelami.ami.AmiRuntime} gives it threads and time, {@link io.camelami.ami.AmiDecoder} and
 * {@link io.camelami.ami.AmiEncoder} translate.
 */
package io.camelami.ami;
