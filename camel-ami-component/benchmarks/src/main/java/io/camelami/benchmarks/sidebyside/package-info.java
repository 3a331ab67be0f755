/**
 * One stream of events, one server, and several that read it: what the machine can do at all, our client and component, and
 * others. Each runs in a JVM of its own, and in each round all of them do, so that ratios are of the same minute.
 */
package io.camelami.benchmarks.sidebyside;
