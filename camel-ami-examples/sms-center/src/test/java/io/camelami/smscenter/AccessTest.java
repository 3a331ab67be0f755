package io.camelami.smscenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelami.smscenter.message.Direction;
import io.camelami.smscenter.message.MessageStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who gets in, and what a browser is told to keep out. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"center.user=" + Visitor.USER, "center.password=" + Visitor.HASH})
@ExtendWith(OutputCaptureExtension.class)
class AccessTest {

    private static final String BASIC = Visitor.basic(Visitor.USER, Visitor.PASSWORD);
    private static final Map<String, String> SMS = Map.of("to", "+447700900001", "text", "hello");

    @TempDir
    static Path directory;

    @Autowired
    MessageStore messages;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @LocalServerPort
    int port;

    private Visitor visitor;

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
    void come() {
        visitor = Visitor.at(port);
    }

    @Test
    void without_a_login_there_is_the_login_page_and_nothing_else() throws Exception {
        int before = sent();
        List<String> paths = mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(path -> !path.equals("/login") && !path.startsWith("${") && !path.equals("/error"))
                .map(path -> path.replaceAll("\\{[^}]*}", "1"))
                .toList();
        assertThat(paths).contains("/", "/api/messages", "/api/live", "/api/handset", "/api/ussd", "/api/calls");

        for (String path : paths) {
            assertThat(visitor.get(path).statusCode()).as(path).isIn(302, 401);
            assertThat(visitor.postJson(path, SMS).statusCode()).as(path).isIn(302, 401);
            assertThat(visitor.delete(path).statusCode()).as(path).isIn(302, 401);
        }
        for (String path : List.of("/sms-center.js", "/actuator", "/actuator/env", "/nothing", "/page.html")) {
            assertThat(visitor.get(path).statusCode()).as(path).isIn(302, 401);
        }
        assertThat(visitor.get("/").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
        assertThat(visitor.get("/login").statusCode()).isEqualTo(200);
        assertThat(sent()).isEqualTo(before);
    }

    @Test
    void health_and_info_say_no_more_than_up_to_those_who_are_not_logged_in() throws Exception {
        assertThat(visitor.get("/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(visitor.get("/actuator/info").body()).isEqualTo("{}");

        assertThat(json(visitor.get("/actuator/health", "Authorization", BASIC)).path("components"))
                .isNotEmpty();
    }

    @Test
    void the_page_is_behind_the_login_form_and_gone_after_logging_out() throws Exception {
        assertThat(visitor.logIn(Visitor.USER, "wrong horse").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login?error"));
        assertThat(visitor.get("/login?error").body()).contains("User or password is wrong.");
        assertThat(visitor.get("/").statusCode()).isEqualTo(302);

        assertThat(visitor.logIn(Visitor.USER, Visitor.PASSWORD).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/"));
        String token = visitor.token("/");
        assertThat(visitor.get("/api/messages").statusCode()).isEqualTo(200);

        visitor.post("/logout", "application/x-www-form-urlencoded", "_csrf=" + token);
        assertThat(visitor.get("/").statusCode()).isEqualTo(302);
        assertThat(visitor.get("/api/messages").statusCode()).isEqualTo(401);
    }

    @Test
    void who_logs_out_hears_nothing_more_in_any_window() throws Exception {
        visitor.logIn(Visitor.USER, Visitor.PASSWORD);
        HttpResponse<InputStream> otherWindow = visitor.open("/api/live");
        CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(() -> readAll(otherWindow.body()));
        assertThat(heard).isNotDone();

        visitor.post("/logout", "application/x-www-form-urlencoded", "_csrf=" + visitor.token("/"));

        assertThat(new String(heard.get(10, TimeUnit.SECONDS), StandardCharsets.UTF_8))
                .startsWith(":connected");
    }

    @Test
    void another_session_hears_on_when_one_logs_out() throws Exception {
        Visitor other = Visitor.at(port);
        other.logIn(Visitor.USER, Visitor.PASSWORD);
        visitor.logIn(Visitor.USER, Visitor.PASSWORD);
        HttpResponse<InputStream> feed = other.open("/api/live");
        CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(() -> readAll(feed.body()));

        visitor.post("/logout", "application/x-www-form-urlencoded", "_csrf=" + visitor.token("/"));

        await().during(Duration.ofMillis(500)).until(() -> !heard.isDone());
        feed.body().close();
    }

    @Test
    void a_program_brings_its_password_with_each_request_and_gets_no_session() throws Exception {
        HttpResponse<String> answer = visitor.postJson("/api/messages", SMS, "Authorization", BASIC);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(visitor.session()).isEmpty();
        assertThat(visitor.get("/api/messages").statusCode()).isEqualTo(401);
    }

    @Test
    void a_wrong_password_is_answered_with_a_problem_that_does_not_say_which_part_is_wrong() throws Exception {
        HttpResponse<String> password =
                visitor.get("/api/messages", "Authorization", Visitor.basic(Visitor.USER, "wrong horse"));
        HttpResponse<String> user =
                visitor.get("/api/messages", "Authorization", Visitor.basic("nobody", Visitor.PASSWORD));

        assertThat(password.statusCode()).isEqualTo(401);
        assertThat(password.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(password.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(asked -> assertThat(asked).startsWith("Basic "));
        assertThat(user.body()).isEqualTo(password.body());
    }

    /** It would keep the password and send it along with what another site makes it send. */
    @Test
    void a_browser_is_never_asked_for_the_password_by_the_api() throws Exception {
        HttpResponse<String> answer = visitor.get("/api/messages", "User-Agent", "Mozilla/5.0 (X11; Linux x86_64)");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void a_form_of_another_site_can_send_nothing_even_if_the_browser_adds_the_password() throws Exception {
        String body = "{\"to\": \"+447700900002\", \"text\": \"forged\"}";

        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            assertThat(visitor.post("/api/messages", type, body, "Authorization", BASIC)
                            .statusCode())
                    .as(type)
                    .isEqualTo(415);
        }
        HttpResponse<String> asked =
                visitor.postJson("/api/messages", SMS, "Authorization", BASIC, "Origin", "https://other.example");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void a_session_can_change_something_only_with_the_token_of_its_page() throws Exception {
        visitor.logIn(Visitor.USER, Visitor.PASSWORD);
        int before = sent();
        Visitor other = Visitor.at(port);
        other.logIn(Visitor.USER, Visitor.PASSWORD);

        HttpResponse<String> without = visitor.postJson("/api/messages", SMS);
        HttpResponse<String> foreign = visitor.postJson("/api/messages", SMS, "X-CSRF-TOKEN", other.token("/"));

        assertThat(visitor.delete("/api/ussd/1-x").statusCode()).isEqualTo(403);
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.body()).contains("load it again");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(visitor.post("/logout", "application/x-www-form-urlencoded", "")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
        assertThat(visitor.get("/").statusCode()).isEqualTo(200);
        assertThat(sent()).isEqualTo(before);
        assertThat(visitor.postJson("/api/messages", SMS, "X-CSRF-TOKEN", visitor.token("/"))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void everything_tells_the_browser_what_to_keep_out() throws Exception {
        visitor.logIn(Visitor.USER, Visitor.PASSWORD);
        for (String path : List.of("/login", "/", "/sms-center.js", "/api/messages", "/api/gateway", "/nothing")) {
            Map<String, List<String>> headers = visitor.get(path).headers().map();
            assertThat(headers.get("Content-Security-Policy"))
                    .as(path)
                    .singleElement()
                    .satisfies(policy -> assertThat(policy)
                            .contains(
                                    "default-src 'none'",
                                    "script-src 'self'",
                                    "frame-ancestors 'none'",
                                    "base-uri 'none'")
                            .contains("form-action 'self'", "require-trusted-types-for 'script'")
                            .doesNotContain("unsafe", "*", "http:", "data:"));
            assertThat(headers.get("X-Frame-Options")).containsExactly("DENY");
            assertThat(headers.get("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(headers.get("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(headers.get("Cache-Control")).singleElement().satisfies(cache -> assertThat(cache)
                    .contains("no-store"));
            assertThat(headers.get("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
            assertThat(headers.get("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
        }
    }

    @Test
    void no_page_has_a_script_or_style_of_its_own() throws Exception {
        visitor.logIn(Visitor.USER, Visitor.PASSWORD);
        for (String path : List.of("/login", "/")) {
            assertThat(visitor.get(path).body())
                    .as(path)
                    .contains("<link rel=\"stylesheet\"")
                    .doesNotContain("<style", " style=", "javascript:")
                    .doesNotContainPattern("<script(?! src=)")
                    .doesNotContainPattern(" on[a-z]+=");
        }
        for (Resource script : new PathMatchingResourcePatternResolver().getResources("classpath:static/*.js")) {
            assertThat(script.getContentAsString(StandardCharsets.UTF_8))
                    .as(script.getFilename())
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
        }
    }

    @Test
    void the_session_cookie_is_kept_from_scripts_and_other_sites_and_is_a_new_one_after_the_login() throws Exception {
        String given = visitor.get("/login").headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(given).startsWith("sms-center=").contains("; HttpOnly", "; SameSite=Strict");
        String before = visitor.session().orElseThrow().getValue();

        visitor.logIn(Visitor.USER, Visitor.PASSWORD);

        assertThat(visitor.session().orElseThrow().getValue()).isNotEqualTo(before);
    }

    private int sent() {
        return messages.list(Direction.OUTBOUND, Long.MAX_VALUE, 500).size();
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private static byte[] readAll(InputStream body) {
        try {
            return body.readAllBytes();
        } catch (IOException cut) {
            return new byte[0];
        }
    }
}
