/** Sockets, threads and timers, of which nothing is left when their owner is closed. */
package io.camelami.simulator.net;
