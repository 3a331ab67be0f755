package io.camelami.smscenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.smscenter.message.Direction;
import io.camelami.smscenter.message.Message;
import io.camelami.smscenter.message.MessageState;
import io.camelami.smscenter.message.NewMessage;
import io.camelami.smscenter.message.Outbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How many messages are on their way at a time. */
@ExtendWith(OutputCaptureExtension.class)
class SideBySideTest {

    @TempDir
    Path directory;

    @AfterEach
    void the_log_has_no_number_and_no_text(CapturedOutput output) {
        PrivateLog.assertHasNoNumberAndNoText(output);
    }

    @Test
    void as_many_messages_are_on_their_way_as_there_are_spans_and_the_others_stay_queued() {
        try (GatewaySimulator gateway = GatewaySimulator.builder(Personality.OPENVOX)
                        .spans(2)
                        .sendTime(Duration.ofMillis(400))
                        .start();
                Run run = Run.start(
                        directory,
                        "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("sms-center"),
                        "--gateway.host=" + gateway.host(),
                        "--gateway.port=" + gateway.port(),
                        "--gateway.username=" + gateway.user(),
                        "--gateway.secret=" + gateway.secret(),
                        "--gateway.spans=2")) {
            for (int i = 0; i < 6; i++) {
                run.get(Outbox.class).accept(new NewMessage("+44770090000" + i, "text", null));
            }

            AtomicLong most = new AtomicLong();
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        most.accumulateAndGet(count(run, MessageState.SENDING), Math::max);
                        return count(run, MessageState.SENT) == 6;
                    });
            assertThat(most).hasValue(2);
        }
    }

    private static long count(Run run, MessageState state) {
        return run.messages(Direction.OUTBOUND).stream()
                .map(Message::state)
                .filter(state::equals)
                .count();
    }
}
