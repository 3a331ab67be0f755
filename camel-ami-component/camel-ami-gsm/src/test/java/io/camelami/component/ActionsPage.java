package io.camelami.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The table of the page that says how real servers answer each action; the tests that ask them keep it true. */
final class ActionsPage {

    static final Path FILE = Path.of("src/main/docs/ami-gsm-actions.adoc");

    static final boolean WRITE = System.getProperty("ami.docs.write") != null;

    private static final String START = "// actions: START\n";
    private static final String END = "// actions: END\n";
    private static final String HEAD =
            "[cols=\"2,2,3,3\"]\n|===\n|Action |Operation |Asterisk 16 |Asterisk 22 and later\n\n";

    /** A line of it: the operation and what each version answers. */
    record Row(String operation, String on16, String on22) {

        String on(int version) {
            return version == 16 ? on16 : on22;
        }

        private Row answered(int version, String answer) {
            return version == 16 ? new Row(operation, answer, on22) : new Row(operation, on16, answer);
        }
    }

    private ActionsPage() {}

    static Map<String, Row> rows() {
        String page = text();
        Map<String, Row> rows = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        page.substring(page.indexOf(START), page.indexOf(END))
                .lines()
                .filter(line -> line.startsWith("|`"))
                .map(line -> line.substring(1).split(" \\|", -1))
                .forEach(cells ->
                        rows.put(cells[0].replace("`", ""), new Row(cells[1].replace("`", ""), cells[2], cells[3])));
        return rows;
    }

    /** Puts what one version has answered in its place, and all actions in theirs. */
    static void write(int version, Map<String, String> answers) {
        Map<String, Row> known = rows();
        StringBuilder table = new StringBuilder(HEAD);
        Map<String, NamedAction> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        NamedAction.ALL.forEach(each -> all.put(each.name(), each));
        all.forEach((name, action) -> {
            Row before = known.getOrDefault(name, new Row(null, "", ""));
            Row row = new Row(action.operation(), before.on16(), before.on22())
                    .answered(version, answers.getOrDefault(name, before.on(version)));
            table.append("|`" + name + "` |"
                    + (action.refused()
                            ? row.operation()
                            : "`" + row.operation().replace(", ", "`, `") + "`")
                    + " |" + row.on16() + " |" + row.on22() + "\n");
        });
        String page = text();
        try {
            Files.writeString(
                    FILE,
                    page.substring(0, page.indexOf(START)) + START + table + "|===\n"
                            + page.substring(page.indexOf(END)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
