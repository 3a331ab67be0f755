package io.camelami.smscenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SentSms;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The application with the gateway that its settings name, here of another vendor, whose dialect is found out. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"center.user=" + Visitor.USER, "center.password=" + Visitor.HASH})
@ExtendWith(OutputCaptureExtension.class)
class ConfiguredGatewayTest {

    private static final GatewaySimulator GATEWAY = GatewaySimulator.builder(Personality.YEASTAR_TG)
            .secret("s3 cret)&%")
            .start();

    @TempDir
    static Path directory;

    private TestRestTemplate http;

    @Autowired
    void logIn(TestRestTemplate anonymous) {
        http = anonymous.withBasicAuth(Visitor.USER, Visitor.PASSWORD);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", () -> "jdbc:h2:file:" + directory.resolve("sms-center"));
        settings.add("sms-center.unstored", directory.resolve("unstored")::toString);
        settings.add("gateway.host", GATEWAY::host);
        settings.add("gateway.port", GATEWAY::port);
        settings.add("gateway.username", GATEWAY::user);
        settings.add("gateway.secret", GATEWAY::secret);
        settings.add("gateway.dialect", () -> "auto");
    }

    @AfterAll
    static void stop_the_gateway() {
        GATEWAY.close();
    }

    @AfterEach
    void the_log_has_no_number_and_no_text(CapturedOutput output) {
        PrivateLog.assertHasNoNumberAndNoText(output);
    }

    @Test
    void messages_go_in_and_out_and_there_is_no_handset() {
        await().until(() -> get("/api/gateway").path("up").asBoolean());
        assertThat(get("/api/gateway").path("dialect").asText()).isEqualTo("yeastar-tg, found by dialect=auto");
        assertThat(get("/api/gateway").path("simulated").asBoolean()).isFalse();
        assertThat(get("/api/gateway").path("address").asText()).isEqualTo(GATEWAY.host() + ":" + GATEWAY.port());
        assertThat(http.getForEntity("/api/handset", JsonNode.class).getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);

        GATEWAY.receiveSms(2, "+447700900001", "hello in");
        await().until(() -> get("/api/messages").at("/messages/0/text").asText().equals("hello in"));
        assertThat(get("/api/messages").at("/messages/0/span").asInt()).isEqualTo(1);

        http.postForEntity(
                "/api/messages", Map.of("to", "+447700900002", "text", "hello out", "span", 1), JsonNode.class);
        await().until(() ->
                get("/api/messages").at("/messages/0/state").asText().equals("SENT"));
        assertThat(GATEWAY.sentSms())
                .extracting(SentSms::to, SentSms::text)
                .containsExactly(tuple("+447700900002", "hello out"));
    }

    private JsonNode get(String path) {
        return http.getForObject(path, JsonNode.class);
    }
}
