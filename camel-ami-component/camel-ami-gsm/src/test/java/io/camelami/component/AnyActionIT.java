package io.camelami.component;

import io.camelami.simulator.asterisk.RealAsterisk;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Prints at its end what either server answered to each action. */
class AnyActionIT {

    private static Map<String, String> on16 = Map.of();
    private static Map<String, String> on22 = Map.of();

    @AfterAll
    static void print() {
        if (on16.isEmpty() && on22.isEmpty()) {
            return;
        }
        StringBuilder table = new StringBuilder("%-20s %-36s %-38s %s%n".formatted("action", "operation", "16", "22"));
        Map<String, NamedAction> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        NamedAction.ALL.forEach(each -> all.put(each.name(), each));
        all.forEach((name, action) -> table.append("%-20s %-36s %-38s %s%n"
                .formatted(name, action.operation(), on16.getOrDefault(name, "-"), on22.getOrDefault(name, "-"))));
        System.out.print(table);
    }

    @Nested
    class On22 extends AnyActionContract {
        @RegisterExtension
        static final RealAsterisk ASTERISK = RealAsterisk.version(22);

        @Override
        RealAsterisk asterisk() {
            return ASTERISK;
        }

        @Override
        int column() {
            return 22;
        }

        @AfterAll
        void keep() {
            on22 = answers;
        }
    }

    @Nested
    class On16 extends AnyActionContract {
        @RegisterExtension
        static final RealAsterisk ASTERISK = RealAsterisk.version(16);

        @Override
        RealAsterisk asterisk() {
            return ASTERISK;
        }

        @Override
        int column() {
            return 16;
        }

        @AfterAll
        void keep() {
            on16 = answers;
        }
    }
}
