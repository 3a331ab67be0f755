package io.camelami.smscenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.SentSms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application with its simulated gateway, over HTTP. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "center.user=" + Visitor.USER,
            "center.password=" + Visitor.HASH,
            "logging.level.io.camelami=TRACE"
        })
@ExtendWith(OutputCaptureExtension.class)
class SmsCenterTest {

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @TempDir
    static Path directory;

    private TestRestTemplate http;

    @Autowired
    GatewaySimulator gateway;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    /** Nobody else in this class has it. */
    private final String number = "+4477009%05d".formatted(NUMBERS.incrementAndGet());

    @Autowired
    void logIn(TestRestTemplate anonymous) {
        http = anonymous.withBasicAuth(Visitor.USER, Visitor.PASSWORD);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", () -> "jdbc:h2:file:" + directory.resolve("sms-center"));
        settings.add("sms-center.unstored", directory.resolve("unstored")::toString);
    }

    @AfterEach
    void the_log_has_no_number_and_no_text(CapturedOutput output) {
        PrivateLog.assertHasNoNumberAndNoText(output);
    }

    @BeforeEach
    void the_gateway_is_up() {
        await().atMost(LONG).until(() -> get("/api/gateway").path("up").asBoolean());
    }

    @Test
    void an_sms_from_the_handset_is_listed_within_a_second() {
        warmUp();

        post("/api/handset", Map.of("from", number, "text", "Pump 3: pressure low", "span", 2));

        JsonNode sms = await().atMost(A_SECOND)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> newest("INBOUND", number), found -> found != null);
        assertThat(sms.path("text").asText()).isEqualTo("Pump 3: pressure low");
        assertThat(sms.path("span").asInt()).isEqualTo(2);
        assertThat(sms.path("state").asText()).isEqualTo("RECEIVED");
    }

    @Test
    void a_posted_message_goes_out_with_its_exact_text_and_is_shown_as_sent() {
        String text = "Grüße @ £5 {[€]} – 😀 \"quoted\" 'text', 100 % \\ pure";

        ResponseEntity<JsonNode> accepted = post("/api/messages", Map.of("to", number, "text", text, "span", 3));

        assertThat(accepted.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
        URI address = accepted.getHeaders().getLocation();
        JsonNode sent = await().atMost(LONG).until(() -> get(address.getPath()), m -> state(m).equals("SENT"));
        assertThat(sent.path("span").asInt()).isEqualTo(3);
        assertThat(onAir(number)).containsExactly(new SentSms(3, number, text, "sms" + sent.path("id")));
    }

    @Test
    void a_number_may_be_written_as_people_write_it() {
        JsonNode accepted = post("/api/messages", Map.of("to", "+44 (7700) 900-" + "123", "text", "hello"))
                .getBody();

        assertThat(accepted.path("to").asText()).isEqualTo("+447700900123");
    }

    @Test
    void a_message_the_network_refuses_is_shown_as_failed_with_the_reason() {
        gateway.nextSend(1, SendBehaviour.FAILED);

        JsonNode failed = sendAndAwait("FAILED", 1);

        assertThat(failed.path("failure").asText()).isNotEmpty();
        assertThat(failed.path("detail").asText()).isNotEmpty();
        assertThat(onAir(number)).isEmpty();
    }

    @Test
    void a_message_of_which_the_gateway_does_not_know_is_shown_as_unknown_and_sent_once() {
        gateway.nextSend(1, SendBehaviour.TIMEOUT);

        JsonNode unknown = sendAndAwait("UNKNOWN", 1);

        assertThat(unknown.path("detail").asText()).isNotEmpty();
        assertThat(onAir(number)).hasSize(1);
    }

    @Test
    void every_one_of_many_messages_goes_out_once() {
        List<String> texts =
                IntStream.range(0, 60).mapToObj(i -> number + " no. " + i).toList();

        texts.forEach(text -> post("/api/messages", Map.of("to", number, "text", text)));

        await().atMost(LONG).until(() -> onAir(number).size() >= texts.size());
        assertThat(onAir(number)).extracting(SentSms::text).containsExactlyInAnyOrderElementsOf(texts);
    }

    @Test
    void an_open_page_is_told_of_a_message_within_a_second() throws IOException, InterruptedException {
        warmUp();
        HttpResponse<InputStream> feed = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/live"))
                                .header("Authorization", Visitor.basic(Visitor.USER, Visitor.PASSWORD))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(feed.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo(":connected");
            long asked = System.nanoTime();

            post("/api/handset", Map.of("from", number, "text", "live", "span", 1));

            String line = lines.readLine();
            while (!line.contains(number)) {
                line = lines.readLine();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(A_SECOND);
            assertThat(line).startsWith("data:{\"id\":").contains("\"text\":\"live\"");
        }
    }

    @Test
    void markup_in_a_message_stays_text() {
        String hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>";

        gateway.receiveSms(1, number, hostile);

        await().atMost(LONG).until(() -> newest("INBOUND", number) != null);
        ResponseEntity<String> answer = http.getForEntity("/api/messages?limit=500", String.class);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
        assertThat(newest("INBOUND", number).path("text").asText()).isEqualTo(hostile);
    }

    @Test
    void wrong_input_is_answered_with_a_problem_that_names_the_field() {
        assertInvalid("/api/messages", Map.of("text", "hello"), "to");
        assertInvalid("/api/messages", Map.of("to", "Bob", "text", "hello"), "to");
        assertInvalid("/api/messages", Map.of("to", "+44\r\nAction: Command", "text", "hello"), "to");
        assertInvalid("/api/messages", Map.of("to", number, "text", " "), "text");
        assertInvalid("/api/messages", Map.of("to", number, "text", "x".repeat(1531)), "text");
        assertInvalid("/api/messages", Map.of("to", number, "text", "hello", "span", 0), "span");
        assertInvalid("/api/messages", Map.of("to", number, "text", "hello", "span", 5), "span");
        assertInvalid("/api/messages", Map.of("to", number, "text", "hello", "span", "two"), "span");
        assertInvalid("/api/handset", Map.of("from", "<b>", "text", "hello", "span", 1), "from");
        assertInvalid("/api/handset", Map.of("from", number, "text", "hello", "span", 5), "span");
        assertThat(get("/api/messages?direction=UP").at("/errors/0/field").asText())
                .isEqualTo("direction");
        assertThat(get("/api/messages?limit=0").at("/errors/0/field").asText()).isEqualTo("limit");
        assertThat(get("/api/messages/0").path("status").asInt()).isEqualTo(404);
    }

    @Test
    void pages_go_from_the_newest_message_to_the_oldest_without_a_gap() {
        for (int i = 0; i < 7; i++) {
            gateway.receiveSms(1, number, "no. " + i);
        }
        await().atMost(LONG).until(() -> jdbc.sql("SELECT count(*) FROM message WHERE sender = ?")
                .param(number)
                .query(Integer.class)
                .single()
                .equals(7));

        List<Long> seen = new ArrayList<>();
        String next = "/api/messages?direction=INBOUND&limit=3";
        while (next != null) {
            JsonNode page = get(next);
            page.path("messages").forEach(message -> seen.add(message.path("id").asLong()));
            next = page.hasNonNull("next") ? page.path("next").asText() : null;
        }

        assertThat(seen)
                .isSortedAccordingTo((one, other) -> Long.compare(other, one))
                .hasSize(jdbc.sql("SELECT count(*) FROM message WHERE direction = 'INBOUND'")
                        .query(Integer.class)
                        .single());
        Set<Long> distinct = new HashSet<>(seen);
        assertThat(distinct).hasSameSizeAs(seen);
    }

    @Test
    void the_cost_of_a_text_is_told_before_it_is_sent() {
        JsonNode plain =
                post("/api/messages/cost", Map.of("text", "a".repeat(161))).getBody();
        JsonNode emoji = post("/api/messages/cost", Map.of("text", "hi 😀")).getBody();

        assertThat(plain.path("alphabet").asText()).isEqualTo("GSM");
        assertThat(plain.path("parts").asInt()).isEqualTo(2);
        assertThat(emoji.path("alphabet").asText()).isEqualTo("UCS2");
        assertThat(emoji.at("/outsideGsm/0").asText()).isEqualTo("😀");
    }

    @Test
    void a_gateway_that_is_gone_is_shown_as_down_with_the_reason_and_afterwards_what_may_be_missed() {
        gateway.stop();

        JsonNode down = await().atMost(LONG)
                .until(() -> get("/api/gateway"), state -> !state.path("up").asBoolean());
        assertThat(down.path("reason").asText()).isNotEmpty();

        gateway.restart();
        JsonNode up = await().atMost(LONG)
                .until(() -> get("/api/gateway"), state -> state.path("up").asBoolean());
        assertThat(up.has("reason")).isFalse();
        JsonNode missed =
                await().atMost(LONG).until(() -> get("/api/gateway").path("missed"), found -> !found.isMissingNode());
        assertThat(missed.path("what").asText()).isNotEmpty();
        assertThat(missed.path("from").asText()).isLessThan(missed.path("to").asText());
    }

    @Test
    void an_sms_that_the_database_does_not_take_is_kept_and_stored_once_when_it_does() {
        jdbc.sql("ALTER TABLE message RENAME TO message_away").update();
        try {
            gateway.receiveSms(4, number, "arrives during the outage");

            await().atMost(LONG)
                    .until(() -> get("/api/gateway").path("unstored").asInt() == 1);
        } finally {
            jdbc.sql("ALTER TABLE message_away RENAME TO message").update();
        }

        JsonNode sms = await().atMost(LONG).until(() -> newest("INBOUND", number), found -> found != null);
        assertThat(sms.path("text").asText()).isEqualTo("arrives during the outage");
        assertThat(sms.path("span").asInt()).isEqualTo(4);
        await().atMost(LONG).until(() -> get("/api/gateway").path("unstored").asInt() == 0);
        assertThat(jdbc.sql("SELECT count(*) FROM message WHERE sender = ?")
                        .param(number)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    /** The first message of a JVM pays for the loading of classes. */
    private void warmUp() {
        gateway.receiveSms(1, number + "00", "warm up");
        await().atMost(LONG).until(() -> newest("INBOUND", number + "00") != null);
    }

    private JsonNode sendAndAwait(String state, int span) {
        JsonNode accepted = post("/api/messages", Map.of("to", number, "text", "hello", "span", span))
                .getBody();
        return await().atMost(LONG)
                .until(() -> get("/api/messages/" + accepted.path("id")), m -> state(m).equals(state));
    }

    private void assertInvalid(String path, Map<String, Object> body, String field) {
        ResponseEntity<JsonNode> answer = post(path, body);
        assertThat(answer.getStatusCode()).as("%s", body.keySet()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getBody().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(answer.getBody().path("detail").asText()).startsWith(field + " ");
    }

    private JsonNode newest(String direction, String number) {
        for (JsonNode message : get("/api/messages?direction=" + direction).path("messages")) {
            if (message.path(direction.equals("INBOUND") ? "from" : "to")
                    .asText()
                    .equals(number)) {
                return message;
            }
        }
        return null;
    }

    private List<SentSms> onAir(String to) {
        return gateway.sentSms().stream().filter(sms -> sms.to().equals(to)).toList();
    }

    private static String state(JsonNode message) {
        return message.path("state").asText();
    }

    private JsonNode get(String path) {
        return http.getForObject(path, JsonNode.class);
    }

    private ResponseEntity<JsonNode> post(String path, Map<String, Object> body) {
        return http.postForEntity(path, body, JsonNode.class);
    }
}
