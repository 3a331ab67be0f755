package io.camelami.smscenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.smscenter.message.Message;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Knows every text that went through the application in any test, and looks for it in the log. */
@Component
class PrivateLog {

    /** All numbers of the tests: they belong to nobody. */
    private static final Pattern NUMBER = Pattern.compile("\\+?447700\\d{4,}");
    /** Shorter ones are words of any log. */
    private static final int LONG_ENOUGH = 8;

    private static final Set<String> TEXTS = ConcurrentHashMap.newKeySet();

    @EventListener
    void on(Message message) {
        Stream.of(message.text(), message.from())
                .filter(Objects::nonNull)
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.length() >= LONG_ENOUGH)
                .forEach(TEXTS::add);
    }

    /** To be called after each test. */
    static void assertHasNoNumberAndNoText(CapturedOutput output) {
        String log = output.getAll();
        assertThat(log).doesNotContainPattern(NUMBER);
        List<String> told = TEXTS.stream().filter(log::contains).toList();
        assertThat(told).isEmpty();
    }
}
