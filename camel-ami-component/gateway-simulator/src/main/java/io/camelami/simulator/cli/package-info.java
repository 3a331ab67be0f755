/** The command line of an Asterisk: how it cuts a line into words and finds the command they name. */
package io.camelami.simulator.cli;
