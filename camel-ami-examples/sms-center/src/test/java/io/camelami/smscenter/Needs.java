package io.camelami.smscenter;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a test needs and this machine may lack. */
final class Needs {

    private static final Logger LOG = LoggerFactory.getLogger(Needs.class);

    private Needs() {}

    /** Ends the test: skipped, with one line, unless the environment says {@code AMI_IT_REQUIRED=1}. */
    static void missing(Class<?> test, String what) {
        if ("1".equals(System.getenv("AMI_IT_REQUIRED"))) {
            Assertions.fail(what);
        }
        LOG.warn("{} skipped: {}", test.getSimpleName(), what);
        Assumptions.abort(what);
    }
}
