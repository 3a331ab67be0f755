package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.wire.Capture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Logins, told byte by byte in memory. */
class LoginTest {

    private static MemoryGateway.Wire greeted(VirtualLink gw) {
        gw.link.start();
        gw.wire().accept();
        gw.wire().say(ScriptedGateway.BANNER);
        return gw.wire();
    }

    private static VirtualLink with(AmiCredentials.Method method) {
        return new VirtualLink(
                unused -> AmiLinkConfig.builder("gw1", "gateway", 5038, new AmiCredentials("ami", "secret", method))
                        .nodeId("node")
                        .eventMask("call,user"));
    }

    @Test
    void the_secret_itself_is_not_told_where_the_gateway_gives_a_challenge() {
        VirtualLink gw = with(AmiCredentials.Method.AUTO);
        MemoryGateway.Wire wire = greeted(gw);
        assertThat(wire.heard()).isEqualTo("Action: Challenge\r\nActionID: node-1-1-1\r\nAuthType: MD5\r\n\r\n");
        wire.answerTo("node-1-1-1", "Response: Success", "Challenge: 840415273");

        // The MD5 of "840415273secret".
        assertThat(wire.heard())
                .isEqualTo("Action: Login\r\nActionID: node-1-1-2\r\nAuthType: MD5\r\nUsername: ami\r\n"
                        + "Key: 81c3ab5534a432bec402f6d988ee45b4\r\nEvents: call,user\r\n\r\n");
        wire.answerTo("node-1-1-2", "Response: Success", "Message: Authentication accepted");
        assertThat(gw.link.status().up()).isTrue();
    }

    @Test
    void the_key_is_the_one_that_a_real_asterisk_accepted() {
        Capture recorded = Capture.of("22.10.1/login_md5.txt");
        String server = new String(recorded.serverBytes(), StandardCharsets.UTF_8);
        String client = recorded.fromClient().stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .reduce("", String::concat);
        String challenge = server.replaceAll("(?s).*Challenge: (\\d+).*", "$1");
        String key = client.replaceAll("(?s).*Key: ([0-9a-f]+).*", "$1");
        VirtualLink gw = with(AmiCredentials.Method.MD5);
        greeted(gw).answer("Response: Success", "Challenge: " + challenge);

        assertThat(gw.wire().heard()).contains("Key: " + key + "\r\n");
    }

    @Test
    void a_gateway_without_challenges_is_told_the_secret() {
        VirtualLink gw = with(AmiCredentials.Method.AUTO);
        MemoryGateway.Wire wire = greeted(gw);
        wire.answer("Response: Error", "Message: Invalid/unknown command");

        assertThat(wire.heard()).contains("Username: ami\r\nSecret: secret\r\nEvents: call,user\r\n");
    }

    @Test
    void a_gateway_that_does_not_answer_a_challenge_is_told_the_secret_in_time() {
        VirtualLink gw = with(AmiCredentials.Method.AUTO);
        MemoryGateway.Wire wire = greeted(gw);
        wire.heard();
        gw.runtime.advance(Duration.ofSeconds(5));

        assertThat(wire.heard()).contains("Secret: secret");
        wire.answerTo("node-1-1-2", "Response: Success");
        assertThat(gw.link.status().up()).isTrue();
    }

    @Test
    void with_md5_alone_the_secret_is_never_told() {
        VirtualLink gw = with(AmiCredentials.Method.MD5);
        MemoryGateway.Wire wire = greeted(gw);
        wire.answer("Response: Error", "Message: Invalid/unknown command");

        assertThat(gw.link.status().state()).isEqualTo(LinkState.REFUSED);
        assertThat(gw.link.status().reason()).contains("gives no MD5 challenge").contains("loginMethod");
        assertThat(wire.heard()).isEmpty();
    }

    @Test
    void a_wrong_secret_is_not_told_in_the_clear_after_md5_failed() {
        VirtualLink gw = with(AmiCredentials.Method.AUTO);
        MemoryGateway.Wire wire = greeted(gw);
        wire.answer("Response: Success", "Challenge: 1");
        wire.answer("Response: Error", "Message: Authentication failed");

        assertThat(wire.heard()).isEmpty();
        assertThat(gw.link.status().state()).isEqualTo(LinkState.REFUSED);
    }

    @Test
    void told_to_use_the_secret_no_challenge_is_asked_for() {
        VirtualLink gw = with(AmiCredentials.Method.PLAIN);

        assertThat(greeted(gw).heard())
                .isEqualTo("Action: Login\r\nActionID: node-1-1-1\r\nUsername: ami\r\nSecret: secret\r\n"
                        + "Events: call,user\r\n\r\n");
    }

    @Test
    void a_login_answered_without_action_id_is_a_login() {
        VirtualLink gw = with(AmiCredentials.Method.PLAIN);
        greeted(gw).say("Response: Success\r\nMessage: Authentication accepted\r\n\r\n");

        assertThat(gw.link.status().up()).isTrue();
    }

    @Test
    void a_gateway_that_is_shutting_down_refuses_nobody() {
        VirtualLink gw = with(AmiCredentials.Method.PLAIN);
        greeted(gw).answer("Response: Error", "Message: Asterisk is shutting down");

        assertThat(gw.link.status().state()).isEqualTo(LinkState.DOWN);
    }

    @Test
    void a_login_that_is_in_use_is_a_reason_of_its_own_and_tried_until_the_gateway_has_let_the_old_one_go() {
        VirtualLink gw = with(AmiCredentials.Method.PLAIN);
        gw.link.start();
        AmiReconnect policy = AmiReconnect.DEFAULT;
        for (int attempt = 1; attempt <= 30; attempt++) {
            MemoryGateway.Wire wire = gw.gateway.last();
            wire.accept();
            wire.say(ScriptedGateway.BANNER);
            wire.answer("Response: Error", "Message: Login Already In Use");

            assertThat(wire.closed()).isTrue();
            assertThat(gw.link.status().state()).isEqualTo(LinkState.REFUSED);
            assertThat(gw.link.status().reason())
                    .startsWith("Gateway gw1: admits one login of user ami and has it already: Login Already In Use")
                    .contains("allowmultiplelogin");
            gw.runtime.advance(policy.max().dividedBy(2).minusMillis(1));
            assertThat(gw.gateway.wires).as("not hammered").hasSize(attempt);
            gw.runtime.advance(policy.max().dividedBy(2).plusMillis(1));
            assertThat(gw.gateway.wires).as("not left alone for long").hasSize(attempt + 1);
        }
        gw.gateway.last().accept();
        gw.gateway.last().say(ScriptedGateway.BANNER);
        gw.gateway.last().answer("Response: Success");

        assertThat(gw.listener.story).containsExactly("down 0", "up 1");
    }

    @Test
    void the_event_mask_is_told_at_every_login() {
        VirtualLink gw = with(AmiCredentials.Method.PLAIN);
        assertThat(greeted(gw).heard()).contains("Events: call,user\r\n");
        gw.wire().hangUp();
        gw.runtime.advance(Duration.ofSeconds(30));
        gw.gateway.last().accept();
        gw.gateway.last().say(ScriptedGateway.BANNER);

        assertThat(gw.gateway.last().heard()).contains("Events: call,user\r\n");
    }

    @Test
    void credentials_that_no_login_can_tell_are_refused_before_a_byte_of_them_is_written() {
        VirtualLink gw = new VirtualLink(unused -> AmiLinkConfig.builder(
                "gw1", "gateway", 5038, new AmiCredentials("ami\r\nX: y", "s", AmiCredentials.Method.PLAIN)));

        assertThat(greeted(gw).heard()).isEmpty();
        assertThat(gw.link.status().state()).isEqualTo(LinkState.REFUSED);
        assertThat(gw.link.status().reason()).contains("header Username has U+000D");
    }

    @Test
    void events_before_the_login_reach_nobody_out_of_turn() {
        VirtualLink gw = with(AmiCredentials.Method.PLAIN);
        MemoryGateway.Wire wire = greeted(gw);
        String id = MemoryGateway.Wire.idOf(wire.heard());
        wire.say("Response: Success\r\nActionID: " + id + "\r\n\r\nEvent: FullyBooted\r\n\r\n");

        assertThat(gw.listener.story).containsExactly("up 1", "FullyBooted 1");
    }
}
