package io.camelami.smscenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.smscenter.message.Direction;
import io.camelami.smscenter.message.Message;
import io.camelami.smscenter.message.MessageState;
import io.camelami.smscenter.message.MessageStore;
import io.camelami.smscenter.message.NewMessage;
import io.camelami.smscenter.message.Outbox;
import io.camelami.smscenter.message.ReceivedSms;
import io.camelami.smscenter.message.UnstoredSms;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SMS centre with its messages in a real PostgreSQL. */
@ExtendWith(OutputCaptureExtension.class)
class PostgresIT {

    @TempDir
    static Path directory;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start_postgres() {
        try {
            postgres = EmbeddedPostgres.start();
        } catch (IOException | RuntimeException e) {
            Needs.missing(PostgresIT.class, "PostgreSQL does not run here: " + e);
        }
    }

    @AfterAll
    static void stop_postgres() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @AfterEach
    void the_log_has_no_number_and_no_text(CapturedOutput output) {
        PrivateLog.assertHasNoNumberAndNoText(output);
    }

    @Test
    void messages_are_received_sent_and_kept_over_a_restart() {
        String text = "Grüße \uD83D\uDE00 \"quoted\" 'text' \\ <b>";
        try (Run first = start()) {
            first.gateway().receiveSms(2, "+447700900001", text);
            await().until(() -> first.messages(Direction.INBOUND).stream()
                    .anyMatch(message -> message.text().equals(text)));
            first.get(Outbox.class).accept(new NewMessage("+447700900002", text, null));
            await().until(() -> first.messages(Direction.OUTBOUND).get(0).state() == MessageState.SENT);
        }

        try (Run second = start()) {
            assertThat(second.messages(null))
                    .filteredOn(message -> message.text().equals(text))
                    .extracting(Message::state)
                    .containsExactly(MessageState.SENT, MessageState.RECEIVED);
        }
    }

    @Test
    void an_sms_is_stored_once_whatever_it_contains() {
        try (Run run = start()) {
            ReceivedSms sms =
                    new ReceivedSms(UUID.randomUUID(), "g", 1, "Bank", "before\0after", 1, null, null, Instant.now());

            run.get(MessageStore.class).received(sms);
            run.get(MessageStore.class).received(sms);

            assertThat(run.messages(Direction.INBOUND))
                    .filteredOn(message -> message.from().equals("Bank"))
                    .singleElement()
                    .extracting(Message::text)
                    .isEqualTo("before\uFFFDafter");
        }
    }

    /** PostgreSQL tells the whole row that it refuses. */
    @Test
    void of_a_row_that_the_database_refuses_nothing_private_is_logged() throws Exception {
        try (Run run = start()) {
            JdbcClient jdbc = run.get(JdbcClient.class);
            jdbc.sql("ALTER TABLE message ADD CONSTRAINT refused CHECK (text NOT LIKE '%refused by the database%')")
                    .update();
            jdbc.sql("ALTER TABLE message ADD CONSTRAINT stuck CHECK (text NOT LIKE 'stuck%' OR state <> 'SENT')")
                    .update();
            run.gateway().receiveSms(1, "+447700900005", "this is refused by the database");
            await().until(() -> run.get(UnstoredSms.class).count() == 1);
            Visitor visitor = Visitor.at(run.port());
            assertThat(visitor.postJson(
                                    "/api/messages",
                                    Map.of("to", "+447700900006", "text", "this too is refused by the database"),
                                    "Authorization",
                                    Visitor.basic(Visitor.USER, Visitor.PASSWORD))
                            .statusCode())
                    .isEqualTo(503);
            run.get(Outbox.class).accept(new NewMessage("+447700900007", "stuck on its way", null));
            await().until(() -> run.gateway().sentSms().size() == 1);

            jdbc.sql("ALTER TABLE message DROP CONSTRAINT refused").update();
            jdbc.sql("ALTER TABLE message DROP CONSTRAINT stuck").update();
            await().until(() -> run.messages(Direction.OUTBOUND).get(0).state() == MessageState.SENT);
            await().until(() -> run.get(UnstoredSms.class).count() == 0);
        }
    }

    private static Run start() {
        return Run.start(
                directory,
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--spring.datasource.username=postgres",
                "--center.user=" + Visitor.USER,
                "--center.password=" + Visitor.HASH);
    }
}
