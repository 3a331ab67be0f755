package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who listens decides what the gateway tells, while a session lasts and after it. */
class EventMaskTest {

    private final VirtualLink gw = new VirtualLink(
            config -> config.eventMask("call"), new AmiCredentials("ami", "secret", AmiCredentials.Method.PLAIN));

    @Test
    void a_mask_that_is_set_before_the_login_is_that_of_the_login() {
        gw.link.eventMask("call,cdr");
        gw.link.start();

        assertThat(login()).contains("Events: call,cdr\r\n");
        assertThat(gw.wire().heard()).isEmpty();
    }

    @Test
    void a_session_is_told_a_new_mask_and_the_next_login_has_it() {
        up();
        gw.link.eventMask("call");
        assertThat(gw.wire().heard()).isEmpty();

        gw.link.eventMask("on");
        String told = gw.wire().heard();
        gw.wire().answerTo(MemoryGateway.Wire.idOf(told), "Response: Success", "Events: On");
        assertThat(told).endsWith("Action: Events\r\nActionID: node-1-1-2\r\nEventMask: on\r\n\r\n");
        assertThat(gw.link.status().up()).isTrue();

        gw.wire().hangUp();
        gw.runtime.advance(Duration.ofSeconds(5));
        assertThat(login()).contains("Events: on\r\n");
        assertThat(gw.gateway.last().heard()).isEmpty();
    }

    @Test
    void a_mask_that_is_set_while_a_session_logs_in_is_told_after_the_login() {
        gw.link.start();
        gw.link.eventMask("on");

        assertThat(login()).contains("Events: call\r\n");
        assertThat(gw.wire().heard()).contains("Action: Events\r\n", "EventMask: on\r\n");
    }

    /** With brokeneventsaction=yes some give no answer (gateways.md §1.3). */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_gateway_that_does_not_take_the_mask_gets_a_login_with_it(boolean answers) {
        up();
        gw.link.eventMask("on");
        if (answers) {
            gw.wire().answer("Response: Error", "Message: Invalid event mask");
        } else {
            for (int i = 0; i < 30; i++) {
                gw.wire().say("Event: Tick\r\n\r\n");
                gw.runtime.advance(Duration.ofSeconds(1));
            }
        }

        assertThat(gw.wire().closed()).isTrue();
        gw.runtime.advance(Duration.ofSeconds(5));
        assertThat(login()).contains("Events: on\r\n");
        assertThat(gw.link.status().up()).isTrue();
    }

    private void up() {
        gw.link.start();
        login();
    }

    /** Lets it in and tells what the login said. */
    private String login() {
        MemoryGateway.Wire wire = gw.gateway.last();
        wire.accept();
        wire.say(ScriptedGateway.BANNER);
        String login = wire.heard();
        wire.answerTo(MemoryGateway.Wire.idOf(login), "Response: Success");
        return login;
    }
}
