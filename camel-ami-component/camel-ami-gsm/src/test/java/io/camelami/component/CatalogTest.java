package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

/** What tools read of the component. */
class CatalogTest {

    private static final Path CLASSES = Path.of("target", "classes", "META-INF");

    @Test
    void every_option_and_header_is_described() throws Exception {
        for (String group : List.of("componentProperties", "properties", "headers")) {
            group(group).forEach((name, option) -> assertThat(((JsonObject) option).getString("description"))
                    .as("%s of %s", name, group)
                    .isNotBlank());
        }
    }

    @Test
    void every_header_constant_is_in_the_catalogue_under_the_prefix_that_camel_keeps_inside() throws Exception {
        List<String> constants = new ArrayList<>();
        for (Field field : AmiGsmConstants.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                constants.add((String) field.get(null));
            }
        }
        assertThat(constants).allMatch(name -> name.startsWith("CamelAmiGsm"));
        assertThat(group("headers").keySet()).hasSameElementsAs(constants);
    }

    @Test
    void secrets_are_marked_as_such() throws Exception {
        Map<String, Object> options = group("properties");
        for (String secret : List.of("username", "secret")) {
            assertThat(((JsonObject) options.get(secret)).getBoolean("secret")).isTrue();
        }
    }

    @Test
    void every_option_of_the_connection_is_compared_when_a_link_is_shared() throws Exception {
        List<String> ofTheConnection = group("properties").entrySet().stream()
                .filter(option -> ((JsonObject) option.getValue()).containsKey("configurationClass"))
                .map(Map.Entry::getKey)
                .toList();
        // The one that is no part of a GatewayConfig, and so allowed beside such a bean. It is compared even more
        // widely,
        // see endpoints_that_disagree_on_the_owner_of_a_gateway_are_refused_even_with_another_user.
        assertThat(ofTheConnection)
                .contains("clusterNamespace")
                .filteredOn(option -> !option.equals("clusterNamespace"))
                .isNotEmpty()
                .allMatch(ConnectionOption::isConnectionOption);
    }

    /** A packaged Quarkus application finds the component by it and only by it. */
    @Test
    void the_jar_has_a_jandex_index_that_knows_the_component() throws Exception {
        String index = Files.readString(CLASSES.resolve("jandex.idx"), StandardCharsets.ISO_8859_1);
        assertThat(index).contains("AmiGsmComponent", "AmiGsmEndpoint");
    }

    @Test
    void catalogue_tools_find_the_component_by_name() throws Exception {
        assertThat(Files.readString(CLASSES.resolve("services/org/apache/camel/component.properties")))
                .contains("components=ami-gsm", "artifactId=camel-ami-gsm");
    }

    static JsonObject group(String name) throws Exception {
        JsonObject catalogue = (JsonObject) Jsoner.deserialize(
                Files.readString(Path.of("src/generated/resources/META-INF/io/camelami/component/ami-gsm.json")));
        return (JsonObject) catalogue.get(name);
    }
}
