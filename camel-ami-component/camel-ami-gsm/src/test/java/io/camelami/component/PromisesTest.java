package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of promises and tests in CONTRIBUTING.md. */
class PromisesTest {
    private static final Path PROJECT = Path.of("../..");

    @Test
    void each_test_that_is_named_for_a_promise_exists() throws IOException {
        List<String> named = Pattern.compile("`(\\w+(?:Test|IT))`")
                .matcher(Files.readString(PROJECT.resolve("CONTRIBUTING.md")))
                .results()
                .map((MatchResult name) -> name.group(1) + ".java")
                .toList();
        try (Stream<Path> files = Files.walk(PROJECT.resolve("camel-ami-component"))) {
            assertThat(files.filter(file -> file.toString().contains("src/test/java"))
                            .map(file -> file.getFileName().toString())
                            .collect(Collectors.toSet()))
                    .containsAll(named);
        }
        assertThat(named).hasSizeGreaterThan(20);
    }
}
