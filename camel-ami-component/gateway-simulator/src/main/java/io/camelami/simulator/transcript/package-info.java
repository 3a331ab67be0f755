/** Recordings of what a client and a server wrote, and a gateway that plays the server's part of one. */
package io.camelami.simulator.transcript;
