/** A long run under load and with a link that is cut again and again, to see whether anything grows. */
package io.camelami.benchmarks.soak;
