/**
 * Faults of the wire for tests of trust: what can happen to a connection ({@link io.camelami.simulator.fault.Fault}), when
 * it happens in a simulated gateway ({@link io.camelami.simulator.fault.FaultPoint}), and a proxy that does the same to the
 * connections of a real one ({@link io.camelami.simulator.fault.FaultyProxy}).
 */
package io.camelami.simulator.fault;
