package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.Capabilities.SmsFeature;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.dialect.Dialect;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.Dialects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The matrix of the documentation is what the dialects say of themselves.
 * {@code mvn test -Dtest=CapabilityMatrixTest -Dami.docs.write} writes it anew.
 */
class CapabilityMatrixTest {

    /** A kind of gateway, and options of its dialect that make a difference worth a word. */
    private record Column(String title, String dialect, Map<String, String> options, List<Variant> variants) {

        DialectSession session(Map<String, String> more) {
            Map<String, String> all = new HashMap<>(options);
            all.putAll(more);
            GatewayConfig config = GatewayConfig.builder("gateway")
                    .username("u")
                    .secret("s")
                    .dialect(dialect)
                    .dialectOptions(all)
                    .build();
            return Dialects.find(dialect, List.of()).open(config);
        }
    }

    private record Variant(String shown, Map<String, String> options) {
        static Variant of(String option, String value) {
            return new Variant("dialect." + option + "=" + value, Map.of(option, value));
        }
    }

    private record Row(String title, Function<DialectSession, String> cell) {
        static Row of(String title, Set<Operation> operations) {
            return new Row(title, session -> {
                Set<Operation> can = EnumSet.copyOf(operations);
                can.retainAll(session.capabilities().operations());
                return can.isEmpty() ? "no" : can.equals(operations) ? "yes" : can.toString();
            });
        }

        static Row of(String title, SmsFeature feature) {
            return new Row(title, session -> session.capabilities().sms().contains(feature) ? "yes" : "no");
        }

        String cell(Column column) {
            String usual = cell.apply(column.session(Map.of()));
            StringBuilder text = new StringBuilder(usual);
            for (Variant variant : column.variants()) {
                String other = cell.apply(column.session(variant.options()));
                if (!other.equals(usual)) {
                    text.append("; ")
                            .append(other)
                            .append(" with `")
                            .append(variant.shown())
                            .append("`");
                }
            }
            return text.toString();
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("OpenVox VoxStack", "openvox", Map.of(), List.of(Variant.of("sync", "false"))),
            new Column("Yeastar TG", "yeastar-tg", Map.of(), List.of()),
            new Column(
                    "Asterisk 1.8 to 22, Yeastar S",
                    "asterisk",
                    Map.of(),
                    List.of(new Variant("dialect.message", Map.of("message", "pjsip:{to}")))),
            new Column("chan_dongle, bg111's", "chan-dongle", Map.of("driver", "bg111"), List.of()),
            new Column(
                    "chan_dongle, wdoekes'",
                    "chan-dongle",
                    Map.of("driver", "wdoekes"),
                    List.of(Variant.of("report", "true"))),
            new Column("chan_quectel", "chan-quectel", Map.of(), List.of(Variant.of("report", "true"))));

    private static final List<Row> ROWS = rows();

    private static List<Row> rows() {
        Map<String, Set<Operation>> operations = Arrays.stream(Operation.values())
                .collect(Collectors.groupingBy(
                        CapabilityMatrixTest::title,
                        LinkedHashMap::new,
                        Collectors.toCollection(() -> EnumSet.noneOf(Operation.class))));
        List<Row> rows = new ArrayList<>();
        operations.forEach((title, together) -> rows.add(Row.of(title, together)));
        rows.add(new Row("best outcome of a send", CapabilityMatrixTest::bestOutcome));
        rows.add(new Row("longest text", CapabilityMatrixTest::longestText));
        for (SmsFeature feature : SmsFeature.values()) {
            rows.add(Row.of(title(feature), feature));
        }
        rows.add(new Row("pause between parts on a span", CapabilityMatrixTest::pacing));
        return List.copyOf(rows);
    }

    private static String title(Operation operation) {
        return switch (operation) {
            case SEND_SMS -> "send SMS";
            case RECEIVE_SMS -> "receive SMS";
            case SEND_USSD -> "USSD";
            case RECEIVE_USSD -> "USSD that the network sends unasked";
            case ORIGINATE, REDIRECT, HANGUP, CALL_CONTROL -> "calls: make, redirect, hang up, park, transfer";
            case COMMAND, ACTION -> "CLI commands, any AMI action";
            case SPANS -> "list of spans";
        };
    }

    private static String title(SmsFeature feature) {
        return switch (feature) {
            case NEWLINES -> "line ends in a text";
            case UNICODE -> "characters outside the GSM alphabet";
            case FLASH -> "flash SMS";
            case VALIDITY -> "validity period";
            case DELIVERY_REPORT -> "delivery reports";
        };
    }

    private static String bestOutcome(DialectSession session) {
        Set<Outcome> good = EnumSet.of(Outcome.ACCEPTED, Outcome.SENT, Outcome.DELIVERED);
        good.retainAll(session.capabilities().outcomes());
        return good.isEmpty() ? "none" : Collections.max(good).name();
    }

    private static String longestText(DialectSession session) {
        int parts = session.capabilities().maxParts();
        return parts == 0 ? "none" : parts == 1 ? "1 part" : parts + " parts";
    }

    private static String pacing(DialectSession session) {
        return session.pacing().isZero() ? "none" : session.pacing().toSeconds() + " s";
    }

    /** A page and how it writes a table. */
    private enum Page {
        README("../../README.md", "<!-- capabilities: START -->\n", "<!-- capabilities: END -->\n") {
            @Override
            String table() {
                return line(titles())
                        + line(Collections.nCopies(COLUMNS.size() + 1, "---"))
                        + cells().stream().map(Page::line).collect(Collectors.joining());
            }
        },
        DOCUMENTATION("src/main/docs/ami-gsm-component.adoc", "// capabilities: START\n", "// capabilities: END\n") {
            @Override
            String table() {
                return "[cols=\"2" + ",2".repeat(COLUMNS.size()) + "\"]\n|===\n|" + String.join(" |", titles()) + "\n\n"
                        + cells().stream()
                                .map(row -> "|" + String.join(" |", row) + "\n")
                                .collect(Collectors.joining())
                        + "|===\n";
            }
        };

        final Path path;
        final String start;
        final String end;

        Page(String path, String start, String end) {
            this.path = Path.of(path);
            this.start = start;
            this.end = end;
        }

        abstract String table();

        private static String line(List<String> cells) {
            return "| " + String.join(" | ", cells) + " |\n";
        }

        private static List<String> titles() {
            List<String> titles = new ArrayList<>(List.of(""));
            COLUMNS.forEach(column -> titles.add(column.title()));
            return titles;
        }

        private static List<List<String>> cells() {
            List<List<String>> cells = new ArrayList<>();
            List<String> dialects = new ArrayList<>(List.of("`dialect=`"));
            COLUMNS.forEach(column -> dialects.add("`" + column.dialect() + "`"));
            cells.add(dialects);
            for (Row row : ROWS) {
                List<String> line = new ArrayList<>(List.of(row.title()));
                COLUMNS.forEach(column -> line.add(row.cell(column)));
                cells.add(line);
            }
            return cells;
        }
    }

    @ParameterizedTest
    @EnumSource(Page.class)
    void the_page_has_the_matrix_that_the_dialects_make(Page page) throws Exception {
        String text = Files.readString(page.path);
        assertThat(text).contains(page.start, page.end);
        int from = text.indexOf(page.start) + page.start.length();
        int to = text.indexOf(page.end);
        if (System.getProperty("ami.docs.write") != null) {
            Files.writeString(page.path, text.substring(0, from) + page.table() + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to))
                .as(
                        "the matrix in %s; write it anew with -Dtest=CapabilityMatrixTest -Dami.docs.write, or paste%n%s",
                        page.path, page.table())
                .isEqualTo(page.table());
    }

    @Test
    void the_matrix_has_a_column_for_each_dialect() {
        assertThat(COLUMNS)
                .extracting(Column::dialect)
                .containsAll(Dialects.all(List.of()).stream()
                        .filter(dialect -> !(dialect instanceof RgsmDialect))
                        .map(Dialect::name)
                        .toList());
    }
}
