package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.wire.Capture;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that have no Response line, most of them with the bytes of a real Asterisk. */
class BareAnswersTest {

    private static final String LINE = "Channeltype: SKINNY\r\nObjectName: 4000\r\nCodecs: (ulaw|alaw)\r\n\r\n\r\n\r\n";
    private static final String TABLE = "IAX2/127.0.0.1:4569-13787 1000 -1 Tx:NEW     Tx:NEW    \n\r\n";
    private static final String GARBAGE = "the rest of a text\r\nExtension: sms\r\n\r\n";

    private final VirtualLink gw = VirtualLink.up();
    private final MemoryGateway.Wire wire = gw.wire();

    private CompletableFuture<AmiResponse> sent(String action) {
        CompletableFuture<AmiResponse> answer = gw.send(action);
        wire.heard();
        return answer;
    }

    private void answerThePing() {
        String heard = wire.heard();
        assertThat(heard).startsWith("Action: Ping\r\n").containsOnlyOnce("Action: ");
        wire.answerTo(MemoryGateway.Wire.idOf(heard), "Response: Success", "Ping: Pong");
    }

    @Test
    void headers_alone_are_the_answer_once_it_is_sure_that_nothing_follows() {
        CompletableFuture<AmiResponse> answer = sent("SKINNYshowline");

        wire.say(LINE);
        assertThat(answer).isNotDone();
        answerThePing();

        assertThat(VirtualLink.now(answer).get("ObjectName")).isEqualTo("4000");
        assertThat(VirtualLink.now(answer).lines()).hasSize(3);
        assertThat(VirtualLink.now(answer).status()).isEmpty();
        assertThat(VirtualLink.now(answer).success()).isTrue();
        assertThat(gw.link.counters().pending()).isZero();
    }

    @Test
    void an_empty_line_is_the_answer_of_one_who_has_nothing_to_tell() {
        CompletableFuture<AmiResponse> answer = sent("IAXnetstats");

        wire.say("\r\n");
        answerThePing();

        assertThat(VirtualLink.now(answer).lines()).isEmpty();
        assertThat(VirtualLink.now(answer).success()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.32.3", "13.38.3"})
    void the_recorded_text_of_queues_is_the_answer(String version) {
        CompletableFuture<AmiResponse> answer = sent("Queues");

        boolean asked = false;
        for (Capture.Segment segment : Capture.of(version + "/queues.txt").segments()) {
            String text = new String(segment.bytes(), StandardCharsets.UTF_8);
            if (segment.side() == Capture.Side.CLIENT) {
                asked = text.startsWith("Action: Queues");
            } else if (asked) {
                wire.say(segment.bytes());
            }
        }
        answerThePing();

        assertThat(VirtualLink.now(answer).lines())
                .hasSize(5)
                .contains("   Members: ", "   No Callers")
                .first()
                .asString()
                .startsWith("support has 0 calls");
    }

    @Test
    void a_text_with_empty_lines_in_it_is_one_answer() {
        CompletableFuture<AmiResponse> answer = sent("Queues");

        wire.say("support has 0 calls\n   No Callers\n\nsales has 0 calls\n   No Callers\n\n\r\n\r\n");
        answerThePing();

        assertThat(VirtualLink.now(answer).lines())
                .containsExactly("support has 0 calls", "   No Callers", "sales has 0 calls", "   No Callers");
    }

    /** DataGet up to 13, as its source has it. */
    @Test
    void an_event_for_the_action_alone_is_its_answer() {
        CompletableFuture<AmiResponse> answer = gw.send("DataGet");
        String id = MemoryGateway.Wire.idOf(wire.heard());

        wire.say("Event: DataGet Tree\r\nActionID: " + id + "\r\nchannels: ast_data\r\n\r\n");
        answerThePing();

        assertThat(VirtualLink.now(answer).get("channels")).isEqualTo("ast_data");
        assertThat(VirtualLink.now(answer).success()).isTrue();
        assertThat(gw.listener.events).isEmpty();
    }

    @Test
    void an_event_for_an_action_whose_response_follows_is_not_its_answer() {
        CompletableFuture<AmiResponse> answer = gw.send("Odd");
        String id = MemoryGateway.Wire.idOf(wire.heard());

        wire.say("Event: OddItem\r\nActionID: " + id + "\r\n\r\n");
        wire.answerTo(id, "Response: Error", "Message: no");

        assertThat(VirtualLink.now(answer).message()).isEqualTo("no");
    }

    @Test
    void the_rest_of_a_text_is_no_answer_to_the_action_that_waits_meanwhile() {
        CompletableFuture<AmiResponse> answer = gw.send("Originate");
        String id = MemoryGateway.Wire.idOf(wire.heard());

        wire.say(GARBAGE);
        String ping = MemoryGateway.Wire.idOf(wire.heard());
        wire.answerTo(id, "Response: Error", "Message: Originate failed");
        wire.answerTo(ping, "Response: Success", "Ping: Pong");

        assertThat(VirtualLink.now(answer).message()).isEqualTo("Originate failed");
        assertThat(gw.listener.events).extracting(AmiEvent::name).containsExactly("");
    }

    @Test
    void an_action_that_is_answered_with_a_response_is_not_asked_after() {
        gw.send("Ping");
        wire.answer("Response: Success", "Ping: Pong");
        sent("Ping");

        wire.say(GARBAGE + "\r\n");

        assertThat(wire.heard()).isEmpty();
    }

    @Test
    void nobody_is_asked_while_nothing_waits() {
        wire.say(GARBAGE + "\r\n");

        assertThat(wire.heard()).isEmpty();
    }

    @Test
    void several_actions_get_an_answer_each() {
        CompletableFuture<AmiResponse> first = sent("SKINNYshowline");
        CompletableFuture<AmiResponse> second = sent("IAXnetstats");

        wire.say(LINE + TABLE);
        answerThePing();

        assertThat(VirtualLink.now(first).get("ObjectName")).isEqualTo("4000");
        assertThat(VirtualLink.now(second).lines()).hasSize(1);
    }

    @Test
    void where_it_is_not_sure_whose_answer_it_is_nobody_gets_it() {
        CompletableFuture<AmiResponse> first = sent("SKINNYshowline");
        CompletableFuture<AmiResponse> second = sent("IAXnetstats");

        wire.say(GARBAGE + LINE + TABLE);
        answerThePing();
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        gw.runtime.advance(VirtualLink.TIMEOUT);

        assertThat(LinkFixture.failureOf(first)).isInstanceOf(AmiNoAnswerException.class);
    }

    @Test
    void an_action_written_later_has_its_answer_still_to_come() {
        CompletableFuture<AmiResponse> first = sent("SKINNYshowline");
        wire.say(LINE);
        String ping = MemoryGateway.Wire.idOf(wire.heard());
        CompletableFuture<AmiResponse> second = sent("SKINNYshowdevice");

        wire.answerTo(ping, "Response: Success", "Ping: Pong");
        assertThat(first).isDone();
        assertThat(second).isNotDone();
        wire.say(LINE);
        answerThePing();

        assertThat(VirtualLink.now(second).lines()).hasSize(3);
    }

    /** An SMS must not be called sent because some empty line came. */
    @Test
    void a_command_is_never_answered_so() {
        CompletableFuture<AmiResponse> command =
                gw.link.send(AmiAction.of("smscommand").with("command", "gsm send sms 2 1 a"), VirtualLink.TIMEOUT);
        wire.heard();

        wire.say("\r\n" + GARBAGE);

        assertThat(wire.heard()).isEmpty();
        assertThat(command).isNotDone();
    }

    @Test
    void the_login_is_never_answered_so() {
        VirtualLink fresh = new VirtualLink();
        fresh.link.start();
        MemoryGateway.Wire other = fresh.gateway.last();
        other.accept();
        other.say(ScriptedGateway.BANNER);
        other.heard();

        other.say("\r\n" + GARBAGE);

        assertThat(other.heard()).isEmpty();
        assertThat(fresh.link.status().up()).isFalse();
    }

    @Test
    void the_filter_of_events_drops_no_answer() {
        VirtualLink filtered = VirtualLink.up(config -> config.eventFilter("ReceivedSMS"::equals));
        CompletableFuture<AmiResponse> answer = filtered.send("SKINNYshowline");
        filtered.wire().heard();

        filtered.wire().say(LINE);
        filtered.wire().answer("Response: Success", "Ping: Pong");

        assertThat(VirtualLink.now(answer).lines()).hasSize(3);
        assertThat(filtered.listener.events).isEmpty();
        assertThat(filtered.link.counters().filtered()).isEqualTo(1);
    }

    @Test
    void an_answer_of_too_many_parts_is_none() {
        VirtualLink small = VirtualLink.up(config -> config.limits(new AmiLimits(1024, 4096, 128, 4096, 3, 1 << 20)));
        CompletableFuture<AmiResponse> answer = small.send("Queues");
        small.wire().heard();

        small.wire().say(GARBAGE.repeat(5));
        small.wire().answer("Response: Success", "Ping: Pong");

        assertThat(answer).isNotDone();
    }
}
