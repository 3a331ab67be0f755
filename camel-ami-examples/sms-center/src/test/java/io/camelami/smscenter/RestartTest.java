package io.camelami.smscenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.SentSms;
import io.camelami.smscenter.message.Message;
import io.camelami.smscenter.message.MessageState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a run leaves in the database for the next one. */
@ExtendWith(OutputCaptureExtension.class)
class RestartTest {

    @TempDir
    Path directory;

    @AfterEach
    void the_log_has_no_number_and_no_text(CapturedOutput output) {
        PrivateLog.assertHasNoNumberAndNoText(output);
    }

    @Test
    void messages_stay_and_what_was_being_sent_is_unknown_while_what_waited_is_sent() {
        try (Run first = start()) {
            first.gateway().receiveSms(1, "+447700900001", "kept");
            await().until(() -> first.messages(null).size() == 1);
            // As a crash leaves them: one on its way, one still waiting.
            JdbcClient jdbc = first.get(JdbcClient.class);
            insert(jdbc, "SENDING", "+447700900002");
            insert(jdbc, "QUEUED", "+447700900003");
        }

        try (Run second = start()) {
            await().untilAsserted(() -> assertThat(second.messages(null).get(0))
                    .extracting(Message::state, Message::detail)
                    .startsWith(MessageState.SENT));

            List<Message> messages = second.messages(null);
            assertThat(messages)
                    .extracting(Message::state)
                    .containsExactly(MessageState.SENT, MessageState.UNKNOWN, MessageState.RECEIVED);
            assertThat(messages.get(1).detail()).contains("may have been sent", "not sent again");
            assertThat(messages.get(2).text()).isEqualTo("kept");
            assertThat(second.gateway().sentSms()).extracting(SentSms::to).containsExactly("+447700900003");
        }
    }

    private Run start() {
        return Run.start(directory, "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("sms-center"));
    }

    private static void insert(JdbcClient jdbc, String state, String to) {
        jdbc.sql(
                        """
                        INSERT INTO message (direction, state, recipient, text, gateway, created_at, changed_at)
                        VALUES ('OUTBOUND', ?, ?, 'text', 'simulator', current_timestamp, current_timestamp)""")
                .param(state)
                .param(to)
                .update();
    }
}
