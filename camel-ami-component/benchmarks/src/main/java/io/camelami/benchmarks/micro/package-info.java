/** The parts that do the work for each event and each message, by themselves, under JMH. */
package io.camelami.benchmarks.micro;
