/**
 * How fast the client and the component are, beside others and beside what the machine can do at all, and what becomes of
 * them over time. Nothing here is for users to depend on, and nothing of it is deployed.
 */
package io.camelami.benchmarks;
