package io.camelami.smscenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the first lines of the log say, and that they are true. */
@ExtendWith(OutputCaptureExtension.class)
class AnnouncementTest {

    private static final Pattern GENERATED = Pattern.compile("Using generated security password: (\\S+)");

    @TempDir
    Path directory;

    @Test
    void without_a_password_in_the_settings_the_log_has_one_that_works_and_the_next_start_another(CapturedOutput output)
            throws Exception {
        String first;
        try (Run run = start()) {
            first = generated(output);
            assertThat(output).containsOnlyOnce(first).containsOnlyOnce("The user is center.");
            Visitor visitor = Visitor.at(run.port());
            visitor.logIn("center", first);
            assertThat(visitor.get("/").statusCode()).isEqualTo(200);
        }

        int length = output.length();
        try (Run run = start()) {
            String second = generated(output.toString().substring(length));
            assertThat(second).isNotEqualTo(first);
            Visitor visitor = Visitor.at(run.port());
            visitor.logIn("center", first);
            assertThat(visitor.get("/").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void a_password_of_the_settings_works_and_is_not_in_the_log(CapturedOutput output) throws Exception {
        try (Run run = start("--center.user=anna", "--center.password=geheim: ü%&+")) {
            Visitor visitor = Visitor.at(run.port());
            visitor.logIn("anna", "geheim: ü%&+");
            assertThat(visitor.get("/").statusCode()).isEqualTo(200);
            assertThat(Visitor.at(run.port())
                            .get("/api/gateway", "Authorization", Visitor.basic("anna", "geheim: ü%&+"))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(output).doesNotContain("security password").doesNotContain("geheim");
    }

    @Test
    void loopback_is_the_default_and_raises_no_warning(CapturedOutput output) {
        start().close();

        assertThat(output).contains("SMS centre: http://localhost:").doesNotContain("without TLS");
    }

    @Test
    void an_address_that_others_reach_without_tls_is_warned_of(CapturedOutput output) {
        start("--server.address=0.0.0.0").close();
        assertThat(output).contains("It listens on 0.0.0.0 without TLS").contains("server.ssl.bundle");

        start("--server.address=").close();
        assertThat(output).contains("It listens on all addresses without TLS");
    }

    @Test
    void over_tls_there_is_no_warning_and_the_session_cookie_is_secure(CapturedOutput output) throws Exception {
        Certificate certificate = Certificate.forLocalhost(directory);
        try (Run run = start(
                "--server.address=0.0.0.0",
                "--server.ssl.key-store=" + certificate.keyStore(),
                "--server.ssl.key-store-password=" + certificate.password(),
                "--center.password=" + Visitor.HASH)) {
            Visitor visitor = Visitor.overTls(run.port(), certificate.trusting());

            assertThat(visitor.get("/login").headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(
                            cookie -> assertThat(cookie).contains("; Secure", "; HttpOnly", "; SameSite=Strict"));
            assertThat(visitor.get("/login").headers().firstValue("Strict-Transport-Security"))
                    .isPresent();
            visitor.logIn("center", Visitor.PASSWORD);
            assertThat(visitor.get("/").statusCode()).isEqualTo(200);
        }
        assertThat(output).contains("SMS centre: https://localhost:").doesNotContain("without TLS");
    }

    private static String generated(CharSequence log) {
        Matcher line = GENERATED.matcher(log);
        assertThat(line.find()).isTrue();
        return line.group(1);
    }

    private Run start(String... settings) {
        String[] all = new String[settings.length + 1];
        System.arraycopy(settings, 0, all, 1, settings.length);
        all[0] = "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("sms-center");
        return Run.start(directory, all);
    }
}
