package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A link in virtual time: states, epochs, delays. */
class LinkStateTest {

    @Test
    void a_gateway_that_is_away_at_the_start_is_told_once_and_tried_until_it_comes() {
        VirtualLink gw = new VirtualLink();
        gw.link.start();
        assertThat(gw.link.status().state()).isEqualTo(LinkState.CONNECTING);
        gw.gateway.last().refuse("Connection refused");

        assertThat(gw.link.status().state()).isEqualTo(LinkState.DOWN);
        assertThat(gw.link.status().reason())
                .isEqualTo("Gateway gw1: cannot connect to gateway:5038 (IOException, Connection refused)");
        for (int i = 2; i < 20; i++) {
            gw.runtime.advance(Duration.ofSeconds(30));
            assertThat(gw.gateway.wires).hasSize(i);
            gw.gateway.last().refuse("Connection refused");
        }
        assertThat(gw.link.status().attempts()).isEqualTo(19);
        gw.runtime.advance(Duration.ofSeconds(30));
        gw.gateway.last().letIn();

        assertThat(gw.listener.story).containsExactly("down 0", "up 1");
        assertThat(gw.link.status().attempts()).isZero();
        assertThat(gw.link.status().banner()).isEqualTo("Asterisk Call Manager/1.1");
    }

    @Test
    void action_ids_of_two_epochs_and_of_two_attempts_differ() {
        VirtualLink gw = VirtualLink.up();
        gw.gateway.last().hangUp();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            gw.runtime.advance(Duration.ofSeconds(30));
            gw.gateway.last().accept();
            gw.gateway.last().say(ScriptedGateway.BANNER);
            ids.add(MemoryGateway.Wire.idOf(gw.gateway.last().heard()));
            gw.gateway.last().hangUp();
        }

        assertThat(ids).containsExactly("node-2-2-1", "node-2-3-1", "node-2-4-1");
    }

    @Test
    void a_refused_login_is_told_apart_from_an_absent_gateway_and_tried_slowly() {
        VirtualLink gw = new VirtualLink();
        gw.link.start();
        gw.gateway.last().accept();
        gw.gateway.last().say(ScriptedGateway.BANNER);
        gw.gateway.last().answer("Response: Error", "Message: Invalid/unknown command");
        gw.gateway.last().answer("Response: Error", "Message: Authentication failed");

        assertThat(gw.link.status().state()).isEqualTo(LinkState.REFUSED);
        assertThat(gw.link.status().reason())
                .contains("refuses the login of user ami: Authentication failed")
                .doesNotContain("secret ");
        assertThat(LinkFixture.failureOf(gw.send("A"))).hasMessageContaining("the link is REFUSED");
        gw.runtime.advance(Duration.ofSeconds(59));
        assertThat(gw.gateway.wires).hasSize(1);
        gw.runtime.advance(Duration.ofSeconds(61));
        gw.gateway.last().letIn();
        assertThat(gw.listener.story).containsExactly("down 0", "up 1");
    }

    @Test
    void delays_grow_to_their_ceiling_with_full_jitter_and_start_again_only_after_a_proved_link() {
        AmiReconnect policy = new AmiReconnect(
                Duration.ofSeconds(1), Duration.ofSeconds(16), Duration.ofMinutes(2), Duration.ofSeconds(10));
        Backoff backoff = new Backoff(policy, new VirtualRuntime(5).random());
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            delays.add(backoff.afterLoss());
        }

        for (int i = 0; i < 5; i++) {
            assertThat(delays.get(i)).isLessThanOrEqualTo(Duration.ofSeconds(1L << i));
        }
        assertThat(delays).allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(16)));
        assertThat(delays).anyMatch(delay -> delay.toSeconds() >= 14).anyMatch(delay -> delay.toSeconds() < 2);
        backoff.reset();
        assertThat(backoff.afterLoss()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_link_that_falls_at_once_again_and_again_is_not_hammered() {
        VirtualLink gw = VirtualLink.up();
        for (int i = 0; i < 200; i++) {
            gw.gateway.last().hangUp();
            int wires = gw.gateway.wires.size();
            while (gw.gateway.wires.size() == wires) {
                gw.runtime.advance(Duration.ofMillis(100));
            }
            gw.gateway.last().letIn();
        }

        // With a fixed first delay of at most 0.5 s it would be over in 100 s.
        assertThat(gw.runtime.elapsed()).isGreaterThan(Duration.ofMinutes(30));
    }

    @Test
    void a_gateway_that_stays_away_after_a_long_good_time_is_not_hammered() {
        VirtualLink gw = VirtualLink.up();
        for (int i = 0; i < 240; i++) {
            gw.runtime.advance(Duration.ofSeconds(15));
            gw.wire().say("Event: A\r\n\r\n");
        }
        Duration lost = gw.runtime.elapsed();
        gw.wire().hangUp();
        for (int i = 0; i < 200; i++) {
            int wires = gw.gateway.wires.size();
            while (gw.gateway.wires.size() == wires) {
                gw.runtime.advance(Duration.ofMillis(100));
            }
            gw.gateway.last().refuse("Connection refused");
        }

        assertThat(gw.runtime.elapsed().minus(lost)).isGreaterThan(Duration.ofMinutes(30));
    }

    @Test
    void what_is_no_ami_at_all_is_a_protocol_error_and_tried_again() {
        VirtualLink gw = VirtualLink.up();
        gw.wire().say("x".repeat(300_000));

        assertThat(gw.link.status().state()).isEqualTo(LinkState.DOWN);
        assertThat(gw.link.status().reason())
                .isEqualTo("Gateway gw1: Received a line of more than 262144 bytes (limit lineBytes)");
        gw.runtime.advance(Duration.ofSeconds(30));
        gw.gateway.last().letIn();
        assertThat(gw.link.status().epoch()).isEqualTo(2);
    }

    @Test
    void a_second_start_changes_nothing() {
        VirtualLink gw = VirtualLink.up();
        gw.link.start();

        assertThat(gw.gateway.wires).hasSize(1);
    }

    @Test
    void time_in_which_we_read_nothing_is_none_in_which_the_gateway_was_heard() {
        VirtualLink gw = VirtualLink.up();
        gw.send("A").thenRun(() -> gw.runtime.advance(Duration.ofSeconds(3)));
        Instant read = gw.runtime.clock().instant();
        gw.wire().answer("Response: Success");
        gw.wire().hangUp();

        assertThat(gw.listener.lastDown.lastReceived()).isEqualTo(read);
    }
}
