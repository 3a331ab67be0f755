package io.camelami.component.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The page of the documentation with the tables that these tests make. {@code mvn test -Dtest='Recorded*Test'
 * -Dami.docs.write} writes them anew.
 */
final class Page {
    private static final Path FILE = Path.of("src/main/docs/ami-gsm-dongle.adoc");
    private static final int SHOWN = 28;

    private Page() {}

    /** Prints a table as Markdown, and holds the page's copy of it against it. */
    static void check(String section, List<String> head, List<List<String>> rows) {
        System.out.println(markdown(head, rows));
        String start = "// " + section + ": START\n";
        String end = "// " + section + ": END\n";
        String table = asciidoc(head, rows);
        try {
            String page = Files.readString(FILE);
            int from = page.indexOf(start) + start.length();
            int to = page.indexOf(end);
            if (System.getProperty("ami.docs.write") != null) {
                Files.writeString(FILE, page.substring(0, from) + table + page.substring(to));
                return;
            }
            assertThat(page.substring(from, to))
                    .as("%s in %s; write it anew with -Dtest='Recorded*Test' -Dami.docs.write", section, FILE)
                    .isEqualTo(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String markdown(List<String> head, List<List<String>> rows) {
        return line(head)
                + head.stream().map(name -> "|---").collect(Collectors.joining("", "", "|\n"))
                + rows.stream()
                        .map(row -> line(row.stream()
                                .map(cell -> cell.isEmpty() ? "" : "`" + cell.replace("`", "'") + "`")
                                .toList()))
                        .collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> "| " + cell.replace("|", "\\|").replace("\n", " / ") + " ")
                .collect(Collectors.joining("", "", "|\n"));
    }

    /** Literal cells: a text may hold any of AsciiDoc's signs. */
    private static String asciidoc(List<String> head, List<List<String>> rows) {
        return "[cols=\"" + head.stream().map(name -> "l").collect(Collectors.joining(",")) + "\",options=\"header\"]\n"
                + "|===\n" + head.stream().map(name -> "|" + name).collect(Collectors.joining(" ", "", "\n\n"))
                + rows.stream()
                        .map(row -> row.stream()
                                .map(cell -> "|" + cell.replace("|", "\\|"))
                                .collect(Collectors.joining(" ", "", "\n")))
                        .collect(Collectors.joining())
                + "|===\n";
    }

    /** A text as a table can show it: blanks at its ends and what cannot be seen as signs, and not all of a long one. */
    static String shown(String text) {
        if (text == null) {
            return "nothing";
        }
        if (text.isEmpty()) {
            return "(empty)";
        }
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (at < text.length() && (shown.length() < SHOWN || text.length() - at < SHOWN / 3)) {
            int c = text.codePointAt(at);
            boolean atAnEnd = at == 0 || at == text.length() - 1;
            shown.append(c == ' ' && atAnEnd ? "␣" : sign(c));
            at += Character.charCount(c);
        }
        return at == text.length() ? shown.toString() : shown + "… (" + text.length() + ")";
    }

    /** Halves of characters that found no other half are no text. */
    static String whole(String text) {
        StringBuilder whole = new StringBuilder();
        text.codePoints().forEach(c -> whole.appendCodePoint(isHalf(c) ? 0xFFFD : c));
        return whole.toString();
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static String sign(int c) {
        return switch (c) {
            case '\n' -> "␊";
            case '\r' -> "␍";
            case '\t' -> "␉";
            default ->
                Character.isISOControl(c) || c == '\u00A0' || isHalf(c)
                        ? "<U+%04X>".formatted(c)
                        : Character.toString(c);
        };
    }
}
