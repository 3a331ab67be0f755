package io.camelami.smscenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Too much of something is answered with 429 and a time to wait. */
@ExtendWith(OutputCaptureExtension.class)
class LimitTest {

    private static final String BASIC = Visitor.basic(Visitor.USER, Visitor.PASSWORD);
    private static final String WRONG = Visitor.basic(Visitor.USER, "wrong horse");

    @TempDir
    Path directory;

    @AfterEach
    void the_log_has_no_number_and_no_text(CapturedOutput output) {
        PrivateLog.assertHasNoNumberAndNoText(output);
    }

    @Test
    void passwords_cannot_be_tried_without_end_neither_on_the_page_nor_by_a_program(CapturedOutput output)
            throws Exception {
        try (Run run = start("--center.limit.failed-logins=3", "--center.limit.failed-logins-per=1h")) {
            Visitor inside = Visitor.at(run.port());
            inside.logIn(Visitor.USER, Visitor.PASSWORD);
            Visitor visitor = Visitor.at(run.port());

            assertThat(visitor.logIn(Visitor.USER, "wrong horse").statusCode()).isEqualTo(302);
            assertThat(visitor.get("/api/messages", "Authorization", WRONG).statusCode())
                    .isEqualTo(401);
            assertThat(visitor.logIn("nobody", Visitor.PASSWORD).statusCode()).isEqualTo(302);

            // From now on not even the right password is looked at.
            HttpResponse<String> page = visitor.logIn(Visitor.USER, Visitor.PASSWORD);
            HttpResponse<String> api = visitor.get("/api/messages", "Authorization", BASIC);
            assertThat(page.statusCode()).isEqualTo(429);
            assertThat(page.body()).contains("Too many logins from your address have failed");
            assertThat(api.statusCode()).isEqualTo(429);
            assertThat(api.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(api.body()).contains("Too many failed logins from your address; try again in ");
            assertThat(page.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1_000L, 1_200L);
            assertThat(api.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1_000L, 1_200L);

            assertThat(inside.get("/api/messages").statusCode()).isEqualTo(200);
        }
        assertThat(output).containsOnlyOnce("Logins from 127.0.0.1 are refused for ");
    }

    @Test
    void after_the_wait_the_right_password_is_taken_again() throws Exception {
        try (Run run = start("--center.limit.failed-logins=1", "--center.limit.failed-logins-per=2s")) {
            Visitor visitor = Visitor.at(run.port());
            visitor.get("/api/messages", "Authorization", WRONG);
            assertThat(visitor.get("/api/messages", "Authorization", BASIC).statusCode())
                    .isEqualTo(429);

            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            visitor.get("/api/messages", "Authorization", BASIC).statusCode() == 200);
        }
    }

    @Test
    void right_passwords_count_for_nothing() throws Exception {
        try (Run run = start("--center.limit.failed-logins=1", "--center.limit.failed-logins-per=1h")) {
            Visitor visitor = Visitor.at(run.port());
            for (int i = 0; i < 5; i++) {
                assertThat(visitor.get("/api/messages", "Authorization", BASIC).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void one_user_can_send_only_so_much_on_whichever_way_and_what_is_too_much_is_not_stored() throws Exception {
        try (Run run = start("--center.limit.sends=2", "--center.limit.sends-per=1h")) {
            Visitor visitor = Visitor.at(run.port());
            visitor.logIn(Visitor.USER, Visitor.PASSWORD);
            Map<String, String> sms = Map.of("to", "+447700900001", "text", "hello");

            assertThat(visitor.postJson("/api/messages", Map.of("to", "nobody"), "Authorization", BASIC)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(visitor.postJson("/api/messages", sms, "Authorization", BASIC)
                            .statusCode())
                    .isEqualTo(202);
            assertThat(visitor.postJson("/api/messages", sms, "X-CSRF-TOKEN", visitor.token("/"))
                            .statusCode())
                    .isEqualTo(202);

            HttpResponse<String> third = visitor.postJson("/api/messages", sms, "Authorization", BASIC);
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.body()).contains("Too many messages and codes; try again in ");
            assertThat(third.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1_700L, 1_800L);
            assertThat(run.messages(null)).hasSize(2);
            assertThat(visitor.postJson("/api/ussd", Map.of("code", "*101#"), "Authorization", BASIC)
                            .statusCode())
                    .isEqualTo(429);
        }
    }

    private Run start(String... settings) {
        String[] all = new String[settings.length + 3];
        System.arraycopy(settings, 0, all, 3, settings.length);
        all[0] = "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("sms-center");
        all[1] = "--center.user=" + Visitor.USER;
        all[2] = "--center.password=" + Visitor.HASH;
        return Run.start(directory, all);
    }
}
