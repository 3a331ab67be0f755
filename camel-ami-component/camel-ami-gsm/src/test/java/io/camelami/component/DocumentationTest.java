package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables of the documentation are those of the catalogue. {@code mvn test -Dtest=DocumentationTest -Dami.docs.write}
 * writes them anew.
 */
class DocumentationTest {

    private static final Path PAGE = Path.of("src/main/docs/ami-gsm-component.adoc");

    @ParameterizedTest
    @CsvSource({"component options,componentProperties", "endpoint options,properties", "headers,headers"})
    void the_page_has_the_options_and_headers_of_the_catalogue(String section, String group) throws Exception {
        String start = "// " + section + ": START\n";
        String end = "// " + section + ": END\n";
        String page = Files.readString(PAGE);
        int from = page.indexOf(start) + start.length();
        int to = page.indexOf(end);
        String table = table(CatalogTest.group(group));
        if (System.getProperty("ami.docs.write") != null) {
            page = page.substring(0, from) + table + page.substring(to);
            Files.writeString(PAGE, page);
            return;
        }
        assertThat(page.substring(from, to))
                .as("%s in %s; write it anew with -Dtest=DocumentationTest -Dami.docs.write", section, PAGE)
                .isEqualTo(table);
    }

    @Test
    void the_dialect_that_the_page_shows_is_the_one_that_is_tested() throws Exception {
        String source = Files.readString(Path.of("src/test/java/io/camelami/component/RgsmDialect.java"));
        assertThat(Files.readString(PAGE)).contains(source.substring(source.indexOf("public final class RgsmDialect")));
    }

    @Test
    void the_page_of_actions_has_each_of_them_with_its_operation() throws Exception {
        assertThat(ActionsPage.rows().entrySet().stream()
                        .map(row -> row.getKey() + " " + row.getValue().operation())
                        .toList())
                .as("%s; AnyActionIT writes it anew with -Dami.docs.write", ActionsPage.FILE)
                .containsExactlyElementsOf(NamedAction.ALL.stream()
                        .map(action -> action.name() + " " + action.operation())
                        .sorted(String.CASE_INSENSITIVE_ORDER)
                        .toList());
        assertThat(ActionsPage.rows().values())
                .allSatisfy(row -> assertThat(List.of(row.on16(), row.on22())).doesNotContain(""));
        assertThat(Files.readString(PAGE))
                .contains("xref:" + ActionsPage.FILE.getFileName())
                .contains("== Any action, any command");
    }

    @Test
    void every_operation_of_its_own_is_one_of_the_component() {
        assertThat(NamedAction.ALL)
                .filteredOn(action -> !action.refused())
                .flatExtracting(action -> List.of(action.operation().split(", ")))
                .allSatisfy(name -> AmiGsmOperation.valueOf(name));
    }

    private static String table(JsonObject group) {
        return "[cols=\"2,5,1,2\"]\n|===\n|Name |Description |Default |Type\n\n"
                + group.entrySet().stream().map(DocumentationTest::row).collect(Collectors.joining())
                + "|===\n";
    }

    private static String row(Map.Entry<String, Object> entry) {
        JsonObject option = (JsonObject) entry.getValue();
        Object byDefault = option.get("defaultValue");
        String type = option.getString("javaType");
        return "|`" + entry.getKey() + "`" + ("path".equals(option.getString("kind")) ? " (path)" : "") + " |"
                + option.getString("description").replace("|", "\\|").replace("\n", " ") + " |"
                + (byDefault == null ? "" : "`" + byDefault + "`") + " |"
                + ("duration".equals(option.getString("type")) ? "duration" : type.substring(type.lastIndexOf('.') + 1))
                + "\n";
    }
}
