package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelami.ami.wire.Capture;
import io.camelami.simulator.asterisk.RealAsterisk;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds against every real Asterisk. */
abstract class RealAsteriskContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    abstract RealAsterisk asterisk();

    private LinkFixture as(String user) {
        return as(AmiCredentials.of(user, RealAsterisk.SECRET));
    }

    private LinkFixture as(AmiCredentials credentials) {
        return LinkFixture.to(
                TcpConnector.plain(), asterisk().host(), asterisk().port(), credentials, config -> config);
    }

    private LinkFixture overTls(AmiConnector connector, String host) {
        return LinkFixture.to(
                connector,
                host,
                asterisk().tlsPort(),
                AmiCredentials.of("admin", RealAsterisk.SECRET),
                config -> config);
    }

    private SSLContext trustingTheServer() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(asterisk().certificate())) {
            trusted.setCertificateEntry(
                    "asterisk", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @ParameterizedTest
    @EnumSource(AmiCredentials.Method.class)
    void every_way_to_log_in_works(AmiCredentials.Method method) {
        try (LinkFixture gw =
                as(new AmiCredentials("admin", RealAsterisk.SECRET, method)).up()) {
            assertThat(gw.answer(AmiAction.of("Ping")).get("Ping")).isEqualTo("Pong");
            assertThat(gw.link.status().banner()).startsWith("Asterisk Call Manager/");
        }
    }

    @Test
    void tls_with_the_servers_certificate_and_name_is_accepted() throws Exception {
        try (LinkFixture gw =
                overTls(TcpConnector.tls(trustingTheServer()), "localhost").up()) {
            assertThat(gw.answer(AmiAction.of("Ping")).success()).isTrue();
        }
    }

    @Test
    void tls_with_a_certificate_nobody_vouches_for_is_refused() throws Exception {
        try (LinkFixture gw = overTls(TcpConnector.tls(SSLContext.getDefault()), "localhost")) {
            gw.link.start();
            gw.awaitState(LinkState.DOWN);
            assertThat(gw.link.status().reason()).contains("SSLHandshakeException");
        }
    }

    @ParameterizedTest
    @EnumSource(AmiCredentials.Method.class)
    void a_wrong_secret_is_refused(AmiCredentials.Method method) {
        try (LinkFixture gw = as(new AmiCredentials("admin", "wrong", method))) {
            gw.link.start();
            gw.awaitState(LinkState.REFUSED);
            assertThat(gw.link.status().reason()).contains("Authentication failed");
        }
    }

    @Test
    void an_address_that_is_not_permitted_is_refused() {
        try (LinkFixture gw = as("denied")) {
            gw.link.start();
            gw.awaitState(LinkState.REFUSED);
            assertThat(gw.link.status().reason()).contains("address is not permitted");
        }
    }

    @Test
    void a_user_who_may_only_read_hears_events_and_is_told_no() {
        try (LinkFixture reader = as("reader").up();
                LinkFixture admin = as("admin").up()) {
            AmiResponse refused = reader.answer(AmiAction.of("Command").with("Command", "core show version"));
            assertThat(refused.success()).isFalse();
            assertThat(refused.message()).isEqualTo("Permission denied");

            admin.answer(AmiAction.of("UserEvent").with("UserEvent", "Heard").with("Text", "grüße \"a\\b\""));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(reader.listener.events)
                    .filteredOn(event -> event.is("UserEvent"))
                    .extracting(event -> event.get("Text"))
                    .containsExactly("grüße \"a\\b\""));
        }
    }

    @Test
    void every_quoting_of_a_command_is_stored_as_recorded() throws Exception {
        JsonNode pairs = new ObjectMapper().readTree(Capture.resource("22.10.1/cli_quoting.json"));
        try (LinkFixture gw = as("admin").up()) {
            for (int i = 0; i < pairs.size(); i++) {
                String key = "k" + i;
                gw.answer(AmiAction.of("DBDel").with("Family", "quoting").with("Key", key));
                String argument = pairs.get(i).get(0).asText();
                AmiResponse put = gw.answer(
                        AmiAction.of("Command").with("Command", "database put quoting " + key + " " + argument));
                AmiResponse got = gw.answer(
                        AmiAction.of("DBGet").with("Family", "quoting").with("Key", key));

                if (pairs.get(i).get(1).isNull()) {
                    assertThat(put.output()).as(argument).first().asString().startsWith("Usage:");
                    assertThat(got.success()).as(argument).isFalse();
                } else {
                    assertThat(put.output()).as(argument).contains("Updated database successfully");
                    assertThat(got.events().get(0).get("Val"))
                            .as(argument)
                            .isEqualTo(pairs.get(i).get(1).asText());
                }
            }
            assertThat(pairs).hasSizeGreaterThan(40);
        }
    }

    @Test
    void a_line_of_1022_bytes_arrives_whole() {
        try (LinkFixture gw = as("admin").up()) {
            String text = "x".repeat(AmiEncoder.MAX_LINE_BYTES - "Text: ".length());
            gw.answer(AmiAction.of("UserEvent").with("UserEvent", "Long").with("Text", text));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(gw.listener.events)
                    .extracting(event -> event.get("Text"))
                    .contains(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CoreShowChannels", "QueueStatus", "ParkedCalls", "DeviceStateList", "Status"})
    void lists_end(String action) {
        try (LinkFixture gw = as("admin").up()) {
            AmiResponse answer = gw.answer(AmiAction.of(action));

            assertThat(answer.events()).isNotEmpty();
            assertThat(answer.events().get(answer.events().size() - 1).name()).endsWith("Complete");
        }
    }

    @Test
    void a_thousand_actions_at_once_find_their_answers_while_events_pass() {
        try (LinkFixture gw = as("admin").up()) {
            List<CompletableFuture<AmiResponse>> answers = IntStream.range(0, 1000)
                    .mapToObj(i -> gw.send(
                            AmiAction.of("UserEvent").with("UserEvent", "N").with("Number", "" + i)))
                    .toList();
            answers.forEach(
                    answer -> assertThat(LinkFixture.answerOf(answer).success()).isTrue());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(gw.listener.events)
                    .filteredOn(event -> event.is("UserEvent"))
                    .extracting(event -> event.get("Number"))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 1000).mapToObj(Integer::toString).toList()));
            assertThat(gw.link.counters().pending()).isZero();
        }
    }

    @Test
    void a_server_that_was_stopped_is_found_again() {
        try (LinkFixture gw = as("admin").up()) {
            asterisk().stop();
            gw.awaitState(LinkState.DOWN);
            await().atMost(PATIENCE).until(() -> gw.listener.lastDown != null);
            // Not every server gets to say it before it is gone.
            assertThat(gw.listener.lastDown.reason())
                    .containsAnyOf(
                            "goes down (Shutdown: Cleanly, Restart: False)", "the gateway closed the connection");
            assertThat(LinkFixture.failureOf(gw.send(AmiAction.of("Ping")))).isInstanceOf(AmiNotWrittenException.class);
            asterisk().start();
            await().atMost(PATIENCE).until(() -> gw.link.status().epoch() == 2);

            assertThat(gw.answer(AmiAction.of("Ping")).success()).isTrue();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            gw.listener.story.stream().filter(line -> line.matches("(up|down) \\d")))
                    .containsExactly("up 1", "down 1", "up 2"));
        }
    }

    @Test
    void a_server_that_reloads_says_so_and_keeps_the_session() {
        try (LinkFixture gw = as("admin").up()) {
            for (String command : List.of("module reload manager", "core reload")) {
                int before = gw.listener.events.size();
                asterisk().cli(command);
                await().atMost(PATIENCE)
                        .until(() -> gw.listener.events.stream().skip(before).anyMatch(event -> event.is("Reload")));
                assertThat(gw.answer(AmiAction.of("Ping")).success())
                        .as(command)
                        .isTrue();
            }

            assertThat(gw.link.status().epoch()).isEqualTo(1);
            assertThat(gw.listener.story).doesNotContain("down 1");
        }
    }

    @Test
    void a_user_who_may_be_logged_in_once_is_refused_until_the_other_has_logged_off() {
        try (LinkFixture second = as("single")) {
            try (LinkFixture first = as("single").up()) {
                second.link.start();
                second.awaitState(LinkState.REFUSED);
                assertThat(second.link.status().reason()).contains("admits one login", "Login Already In Use");
                assertThat(first.answer(AmiAction.of("Ping")).success()).isTrue();
            }
            second.awaitState(LinkState.UP);
        }
    }

    @Test
    void where_the_user_may_be_logged_in_once_commands_run_beside_the_events() {
        try (LinkFixture gw = LinkFixture.to(
                        TcpConnector.plain(),
                        asterisk().host(),
                        asterisk().port(),
                        AmiCredentials.of("single", RealAsterisk.SECRET),
                        config -> config.commandSessions(4))
                .up()) {
            for (int i = 0; i < 3; i++) {
                AmiResponse version = LinkFixture.answerOf(gw.link.sendOnCommandSession(
                        AmiAction.of("Command").with("Command", "core show version"), PATIENCE));
                assertThat(version.output()).first().asString().startsWith("Asterisk ");
            }
            assertThat(gw.link.status().epoch()).isEqualTo(1);
        }
    }

    @Test
    void a_listener_that_takes_its_time_is_not_cut_off_by_a_server_that_waits_for_nobody() {
        CountDownLatch release = new CountDownLatch(1);
        HeldListener listener = new HeldListener(release);
        SystemRuntime runtime = AmiRuntime.system();
        AmiLink slow = new AmiLink(
                AmiLinkConfig.builder(
                                "gw1",
                                asterisk().host(),
                                asterisk().port(),
                                AmiCredentials.of("slow", RealAsterisk.SECRET))
                        .eventFilter("UserEvent"::equals)
                        .build(),
                runtime,
                TcpConnector.plain(),
                listener);
        try (runtime;
                slow;
                LinkFixture admin = as("admin").up()) {
            slow.start();
            await().atMost(PATIENCE).until(() -> slow.status().up());
            AmiAction event =
                    AmiAction.of("UserEvent").with("UserEvent", "Slow").with("Text", "x".repeat(900));
            for (int i = 0; i < 8_000; i += 1_000) {
                IntStream.range(i, i + 1_000)
                        .mapToObj(number -> admin.send(event.with("Number", Integer.toString(number))))
                        .toList()
                        .forEach(LinkFixture::answerOf);
            }
            await().atMost(PATIENCE)
                    .until(() -> slow.counters().waiting() + slow.counters().events() == 8_000);
            release.countDown();
            await().atMost(PATIENCE).until(() -> listener.events() == 8_000);

            assertThat(listener.wrong()).isNull();
            assertThat(slow.status().epoch()).isEqualTo(1);
        } finally {
            release.countDown();
        }
    }

    @Test
    void a_server_that_was_killed_ends_all_actions() {
        try (LinkFixture gw = as("admin").up()) {
            CompletableFuture<AmiResponse> endless =
                    gw.link.send(AmiAction.of("WaitEvent").with("Timeout", "60"), Duration.ofMinutes(2));
            assertThat(gw.link.counters().pending()).isEqualTo(1);
            asterisk().kill();

            assertThat(LinkFixture.failureOf(endless))
                    .isInstanceOfSatisfying(AmiNoAnswerException.class, e -> assertThat(e.reason())
                            .isEqualTo(AmiNoAnswerException.Reason.LINK_LOST));
            asterisk().start();
            await().atMost(PATIENCE).until(() -> gw.link.status().up());
        }
    }

    @Test
    void command_sessions_run_beside_the_event_session() {
        try (LinkFixture gw = LinkFixture.to(
                        TcpConnector.plain(),
                        asterisk().host(),
                        asterisk().port(),
                        AmiCredentials.of("admin", RealAsterisk.SECRET),
                        config -> config.commandSessions(2))
                .up()) {
            AmiResponse version = LinkFixture.answerOf(gw.link.sendOnCommandSession(
                    AmiAction.of("Command").with("Command", "core show version"), PATIENCE));

            assertThat(version.output()).hasSize(1).first().asString().startsWith("Asterisk ");
            assertThat(asterisk().cli("manager show connected").lines().filter(line -> line.contains("admin")))
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }
}
