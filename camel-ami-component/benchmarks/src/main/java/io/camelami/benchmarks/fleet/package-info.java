/**
 * A fleet of gateways in one process, their other side in another: what each costs while it has nothing to say and while all
 * talk, and how long it takes to connect, to notice what is gone and to come back. {@code fleet.sh} runs it.
 */
package io.camelami.benchmarks.fleet;
