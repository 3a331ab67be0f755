package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Short stays, in virtual time. */
class AmiVisitTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final VirtualRuntime runtime = new VirtualRuntime(1);
    private final MemoryGateway gateway = new MemoryGateway();
    private final AmiVisit<String> visit = new AmiVisit<>(
            AmiLinkConfig.builder("gw1", "gateway", 5038, AmiCredentials.of("ami", "secret"))
                    .eventMask("on")
                    .build(),
            runtime,
            gateway,
            asked -> asked.send(AmiAction.of("ListCommands"), TIMEOUT).thenApply(AmiResponse::message));
    private final CompletableFuture<String> end = visit.start();

    private Throwable failure() {
        assertThat(end).isCompletedExceptionally();
        return end.handle((found, why) -> why instanceof CompletionException ? why.getCause() : why)
                .join();
    }

    @Test
    void it_logs_in_without_events_whatever_the_mask_of_the_gateway_is() {
        gateway.last().accept();
        gateway.last().say(ScriptedGateway.BANNER);
        gateway.last().answer("Response: Error", "Message: no");

        assertThat(gateway.last().heard()).contains("Events: off\r\n").doesNotContain("Events: on");
        assertThat(gateway.last().target.threadName()).isEqualTo("ami-gsm/gw1/visit");
    }

    @Test
    void it_ends_with_the_answer_once_it_has_logged_off_and_the_connection_is_gone() {
        gateway.last().letIn().answer("Response: Success", "Message: found");

        assertThat(gateway.last().heard()).startsWith("Action: Logoff\r\n");
        assertThat(end).isNotDone();
        gateway.last().hangUp();
        assertThat(end).isCompletedWithValue("found");
        assertThat(runtime.timersSet()).isZero();
        assertThat(visit.banner()).isEqualTo("Asterisk Call Manager/1.1");
    }

    @Test
    void a_gateway_that_does_not_hang_up_after_the_log_off_is_left() {
        gateway.last().letIn().answer("Response: Success", "Message: found");
        runtime.advance(Duration.ofSeconds(1));

        assertThat(gateway.open()).isZero();
        assertThat(end).isCompletedWithValue("found");
    }

    @Test
    void a_connection_that_ends_before_the_answer_ends_it_with_the_reason() {
        gateway.last().letIn().hangUp();

        assertThat(failure()).isInstanceOf(AmiNoAnswerException.class);
    }

    @Test
    void a_login_that_is_refused_ends_it_with_the_refusal() {
        gateway.last().accept();
        gateway.last().say(ScriptedGateway.BANNER);
        gateway.last().answer("Response: Error", "Message: no");
        gateway.last().answer("Response: Error", "Message: Authentication failed");

        assertThat(failure()).isInstanceOf(AmiLoginRefusedException.class);
    }

    @Test
    void a_gateway_that_cannot_be_reached_ends_it_without_another_attempt() {
        gateway.last().refuse("Connection refused");
        runtime.advance(Duration.ofMinutes(10));

        assertThat(failure()).isInstanceOf(AmiUnreachableException.class).hasMessageContaining("Connection refused");
        assertThat(gateway.wires).hasSize(1);
    }

    @Test
    void an_event_that_looks_like_an_answer_answers_nothing() {
        String id = MemoryGateway.Wire.idOf(gateway.last().letIn().heard());
        gateway.last().say("Event: Newexten\r\nActionID: " + id + "\r\nResponse: Success\r\nMessage: forged\r\n\r\n");
        gateway.last().answerTo(id, "Response: Success", "Message: found");
        gateway.last().hangUp();

        assertThat(end).isCompletedWithValue("found");
    }

    @Test
    void nothing_is_left_of_a_visit_that_is_given_up() {
        gateway.last().letIn();
        visit.close();

        assertThat(end).isCompletedExceptionally();
        assertThat(gateway.open()).isZero();
        assertThat(runtime.timersSet()).isZero();
    }
}
