package io.camelami.smscenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.SendBehaviour;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** USSD and calls with the simulated gateway, over HTTP. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"center.user=" + Visitor.USER, "center.password=" + Visitor.HASH})
@ExtendWith(OutputCaptureExtension.class)
class UssdAndCallsTest {

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
    private final String number = "+4477005%05d".formatted(NUMBERS.incrementAndGet());

    @Autowired
    void logIn(TestRestTemplate anonymous) {
        http = anonymous.withBasicAuth(Visitor.USER, Visitor.PASSWORD);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", () -> "jdbc:h2:file:" + directory.resolve("sms-center"));
        settings.add("sms-center.unstored", directory.resolve("unstored")::toString);
    }

    @BeforeEach
    void the_gateway_is_up() {
        await().atMost(LONG).until(() -> get("/api/gateway").path("up").asBoolean());
    }

    @AfterEach
    void the_log_has_no_number_and_no_text(CapturedOutput output) {
        PrivateLog.assertHasNoNumberAndNoText(output);
        assertThat(output).doesNotContain("*100#", "*101#", "Your balance");
    }

    @Test
    void a_code_is_answered_with_what_the_network_says() {
        JsonNode reply = post("/api/ussd", Map.of("code", "*101#", "span", 2)).getBody();

        assertThat(reply.path("status").asText()).isEqualTo("DONE");
        assertThat(reply.path("text").asText()).isEqualTo("Your balance is 5.00.");
        assertThat(reply.path("span").asInt()).isEqualTo(2);
        assertThat(reply.has("session")).isFalse();
    }

    @Test
    void a_menu_is_walked_through_choice_by_choice() {
        JsonNode menu = post("/api/ussd", Map.of("code", "*100#", "span", 1)).getBody();
        assertThat(menu.path("status").asText()).isEqualTo("FURTHER_ACTION");
        assertThat(menu.path("text").asText()).contains("1 Balance", "2 Offers");

        JsonNode offers = post("/api/ussd/" + menu.path("session").asText(), Map.of("choice", "2"))
                .getBody();
        assertThat(offers.path("text").asText()).startsWith("Offers");
        JsonNode end = post("/api/ussd/" + offers.path("session").asText(), Map.of("choice", "1"))
                .getBody();
        assertThat(end.path("text").asText()).contains("nothing was bought");
        assertThat(end.has("session")).isFalse();

        JsonNode again = post("/api/ussd/" + menu.path("session").asText(), Map.of("choice", "2"))
                .getBody();
        assertThat(again.path("status").asText()).isEqualTo("FAILED");
        assertThat(again.path("detail").asText()).isNotEmpty();
    }

    @Test
    void an_open_menu_keeps_its_span_until_it_is_given_up() {
        JsonNode menu = post("/api/ussd", Map.of("code", "*100#", "span", 3)).getBody();

        JsonNode meanwhile =
                post("/api/ussd", Map.of("code", "*101#", "span", 3)).getBody();
        assertThat(meanwhile.path("status").asText()).isEqualTo("BUSY");
        assertThat(meanwhile.path("detail").asText()).isNotEmpty();

        JsonNode given = http.exchange(
                        "/api/ussd/" + menu.path("session").asText(), HttpMethod.DELETE, null, JsonNode.class)
                .getBody();
        assertThat(given.path("status").asText()).isEqualTo("TERMINATED");
        assertThat(post("/api/ussd", Map.of("code", "*101#", "span", 3))
                        .getBody()
                        .path("status")
                        .asText())
                .isEqualTo("DONE");
    }

    @Test
    void a_code_that_the_network_does_not_answer_ends_with_the_reason() {
        gateway.nextSend(4, SendBehaviour.FAILED);

        JsonNode failed = post("/api/ussd", Map.of("code", "*101#", "span", 4)).getBody();

        assertThat(failed.path("status").asText()).isEqualTo("FAILED");
        assertThat(failed.path("detail").asText()).isNotEmpty();
    }

    @Test
    void what_cannot_be_dialled_reaches_no_gateway() {
        int before = gateway.commands().size();

        assertInvalid("/api/ussd", Map.of("span", 1), "code");
        assertInvalid("/api/ussd", Map.of("code", ""), "code");
        assertInvalid("/api/ussd", Map.of("code", "balance"), "code");
        assertInvalid("/api/ussd", Map.of("code", "*100#;1"), "code");
        assertInvalid("/api/ussd", Map.of("code", "*100#\" 10\r\nAction: Command"), "code");
        assertInvalid("/api/ussd", Map.of("code", "*100#", "span", 5), "span");
        assertInvalid("/api/ussd/1-x", Map.of("choice", "1\" gsm send"), "choice");
        assertInvalid("/api/ussd/1-x", Map.of("choice", " "), "choice");
        assertInvalid("/api/handset/call", Map.of("from", "Bank", "span", 1), "from");
        assertInvalid("/api/handset/call", Map.of("from", number + "\r\nEvent: Shutdown", "span", 1), "from");

        assertThat(gateway.commands().subList(before, gateway.commands().size()))
                .noneMatch(command -> command.contains("ussd"));
    }

    @Test
    void a_call_that_nobody_answers_is_listed_as_missed_and_open_pages_are_told() throws Exception {
        try (BufferedReader feed = new BufferedReader(new InputStreamReader(
                Visitor.at(port)
                        .open("/api/live", "Authorization", Visitor.basic(Visitor.USER, Visitor.PASSWORD))
                        .body(),
                StandardCharsets.UTF_8))) {
            assertThat(post("/api/handset/call", Map.of("from", number, "span", 2))
                            .getStatusCode())
                    .isEqualTo(HttpStatus.ACCEPTED);

            assertThat(lineWith(feed, number)).contains("\"missed\":true");
        }
        JsonNode call = get("/api/calls").at("/calls/0");
        assertThat(call.path("from").asText()).isEqualTo(number);
        assertThat(call.path("direction").asText()).isEqualTo("INBOUND");
        assertThat(call.path("missed").asBoolean()).isTrue();
        assertThat(call.path("complete").asBoolean()).isTrue();
        assertThat(call.path("talkSeconds").asLong()).isZero();
    }

    @Test
    void a_call_that_ends_while_the_database_is_away_is_stored_once_when_it_is_back() {
        jdbc.sql("ALTER TABLE phone_call RENAME TO phone_call_away").update();
        try {
            ring(number, 1);
            gateway.receiveSms(1, number, "an SMS is not held up");
            await().atMost(LONG)
                    .until(() -> jdbc.sql("SELECT count(*) FROM message WHERE sender = ?")
                                    .param(number)
                                    .query(Integer.class)
                                    .single()
                            == 1);
        } finally {
            jdbc.sql("ALTER TABLE phone_call_away RENAME TO phone_call").update();
        }

        await().atMost(LONG).until(() -> count(number) == 1);
    }

    @Test
    void a_withheld_number_is_no_number() {
        int before = get("/api/calls?limit=500").path("calls").size();

        ring("", 3);

        await().atMost(LONG)
                .until(() -> get("/api/calls?limit=500").path("calls").size() == before + 1);
        assertThat(get("/api/calls").at("/calls/0").has("from")).isFalse();
    }

    @Test
    void pages_go_from_the_newest_call_to_the_oldest_without_a_gap() {
        for (int i = 0; i < 5; i++) {
            ring(number, 1);
        }
        await().atMost(LONG).until(() -> count(number) == 5);

        int seen = 0;
        String next = "/api/calls?limit=2";
        while (next != null) {
            JsonNode page = get(next);
            for (JsonNode call : page.path("calls")) {
                seen += call.path("from").asText().equals(number) ? 1 : 0;
            }
            next = page.hasNonNull("next") ? page.path("next").asText() : null;
        }
        assertThat(seen).isEqualTo(5);
        assertThat(get("/api/calls?limit=0").at("/errors/0/field").asText()).isEqualTo("limit");
    }

    /** A call that is over at once. */
    private void ring(String caller, int span) {
        int serial = 1_000 + NUMBERS.incrementAndGet();
        String channel = "Channel: EXTRA/" + (2 * span - 1) + "-" + serial + "\r\nUniqueid: 1700000000." + serial
                + "\r\nCallerIDNum: " + caller + "\r\n";
        gateway.emit("Event: Newchannel\r\nPrivilege: call,all\r\n" + channel
                + "ChannelState: 4\r\nChannelStateDesc: Ring\r\nExten: s\r\nContext: gsm-" + span + "\r\n\r\n"
                + "Event: Hangup\r\nPrivilege: call,all\r\n" + channel + "Cause: 16\r\n\r\n");
    }

    private int count(String caller) {
        return jdbc.sql("SELECT count(*) FROM phone_call WHERE caller = ?")
                .param(caller)
                .query(Integer.class)
                .single();
    }

    private static String lineWith(BufferedReader lines, String part) throws IOException {
        String line = lines.readLine();
        while (!line.contains(part)) {
            line = lines.readLine();
        }
        return line;
    }

    private void assertInvalid(String path, Map<String, Object> body, String field) {
        ResponseEntity<JsonNode> answer = post(path, body);
        assertThat(answer.getStatusCode()).as("%s", body.keySet()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getBody().at("/errors/0/field").asText()).isEqualTo(field);
    }

    private JsonNode get(String path) {
        return http.getForObject(path, JsonNode.class);
    }

    private ResponseEntity<JsonNode> post(String path, Map<String, Object> body) {
        return http.postForEntity(path, body, JsonNode.class);
    }
}
