package io.camelami.component;

import io.camelami.simulator.asterisk.RealAsterisk;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls as routes see them, over real servers. Prints at its end what became of the originates. */
class RealCallRoutesIT {

    private static final Map<String, String> ORIGINATES = new TreeMap<>();

    @AfterAll
    static void print() {
        ORIGINATES.forEach((originate, outcome) -> System.out.printf("%-16s %s%n", originate, outcome));
    }

    @Nested
    class On22 extends RealCallRoutesContract {
        @RegisterExtension
        static final RealAsterisk ASTERISK = RealAsterisk.version(22);

        @Override
        RealAsterisk asterisk() {
            return ASTERISK;
        }

        @Override
        void note(String extension, String outcome) {
            ORIGINATES.put(extension + " on 22", outcome);
        }
    }

    @Nested
    class On16 extends RealCallRoutesContract {
        @RegisterExtension
        static final RealAsterisk ASTERISK = RealAsterisk.version(16);

        @Override
        RealAsterisk asterisk() {
            return ASTERISK;
        }

        @Override
        void note(String extension, String outcome) {
            ORIGINATES.put(extension + " on 16", outcome);
        }
    }
}
