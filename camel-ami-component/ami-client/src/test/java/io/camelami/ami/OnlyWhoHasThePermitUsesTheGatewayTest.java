package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The link's part in a cluster: no login and no action while another process may use the gateway. */
class OnlyWhoHasThePermitUsesTheGatewayTest {

    private static final String NO = "another process owns it";

    private final Permit permit = new Permit();

    @Test
    void without_the_permit_there_is_not_even_a_connection() {
        permit.refusal = NO;
        VirtualLink gw = started();
        gw.runtime.advance(Duration.ofHours(1));

        assertThat(gw.gateway.wires).isEmpty();
        assertThat(gw.link.status().state()).isEqualTo(LinkState.STANDBY);
        assertThat(gw.link.status().reason()).isEqualTo(NO);
        assertThat(gw.listener.story).containsExactly("down 0");
        assertThat(gw.runtime.timersSet()).isZero();
        assertThat(LinkFixture.failureOf(gw.send("A")))
                .isInstanceOf(AmiNotWrittenException.class)
                .hasMessageContaining(NO);
    }

    @Test
    void with_the_permit_it_connects_at_once() {
        permit.refusal = NO;
        VirtualLink gw = started();
        permit.becomes(null);
        gw.gateway.last().letIn();

        assertThat(gw.gateway.wires).hasSize(1);
        assertThat(gw.listener.story).containsExactly("down 0", "up 1");
        permit.look();
        assertThat(gw.gateway.wires).hasSize(1);
    }

    @Test
    void without_the_permit_the_session_ends_at_once_and_its_actions_as_what_they_are() {
        VirtualLink gw = up();
        CompletableFuture<AmiResponse> written = gw.send("A");
        permit.becomes(NO);

        assertThat(gw.gateway.open()).isZero();
        assertThat(LinkFixture.failureOf(written)).isInstanceOf(AmiNoAnswerException.class);
        assertThat(gw.listener.story).containsExactly("up 1", "down 1");
        assertThat(gw.listener.lastDown.reason()).isEqualTo(NO);
        gw.runtime.advance(Duration.ofHours(1));
        assertThat(gw.gateway.wires).hasSize(1);
    }

    @Test
    void nothing_is_written_without_the_permit_even_before_anybody_told() {
        VirtualLink gw = up();
        permit.refusal = NO;
        CompletableFuture<AmiResponse> refused = gw.send("A");

        assertThat(gw.wire().heard()).isEmpty();
        assertThat(LinkFixture.failureOf(refused))
                .isInstanceOf(AmiNotWrittenException.class)
                .hasMessageContaining(NO);
        assertThat(gw.link.status().state()).isEqualTo(LinkState.STANDBY);
    }

    @Test
    void what_waits_behind_a_blocked_write_is_not_written_when_the_permit_goes_meanwhile() {
        VirtualLink gw = up();
        List<CompletableFuture<AmiResponse>> behind = new ArrayList<>();
        gw.wire().duringNextWrite(() -> {
            behind.add(gw.send("B"));
            permit.refusal = NO;
        });
        CompletableFuture<AmiResponse> blocked = gw.send("A");

        assertThat(gw.wire().heard()).contains("Action: A").doesNotContain("Action: B");
        assertThat(LinkFixture.failureOf(blocked)).isInstanceOf(AmiNoAnswerException.class);
        assertThat(LinkFixture.failureOf(behind.get(0))).isInstanceOf(AmiNotWrittenException.class);
    }

    @Test
    void a_login_under_way_is_not_gone_on_with() {
        VirtualLink gw = started();
        gw.wire().accept();
        permit.refusal = NO;
        gw.wire().say(ScriptedGateway.BANNER);

        assertThat(gw.wire().heard()).isEmpty();
        assertThat(gw.wire().closed()).isTrue();
        assertThat(gw.link.status().state()).isEqualTo(LinkState.STANDBY);
    }

    @Test
    void neither_a_retry_nor_a_command_opens_a_connection() {
        VirtualLink gw = up();
        gw.wire().hangUp();
        permit.refusal = NO;
        gw.runtime.advance(Duration.ofHours(1));
        assertThat(gw.gateway.wires).hasSize(1);

        VirtualLink commands = up(config -> config.commandSessions(1));
        permit.refusal = NO;
        CompletableFuture<AmiResponse> command = commands.command("gsm show spans");
        assertThat(commands.gateway.wires).hasSize(1);
        assertThat(LinkFixture.failureOf(command)).isInstanceOf(AmiNotWrittenException.class);
    }

    @Test
    void the_permit_numbers_the_logins_in_action_ids_and_in_what_is_told() {
        permit.epoch = 1000;
        VirtualLink gw = up();
        gw.send("A");

        assertThat(gw.wire().heard()).contains("ActionID: node-" + Long.toString(1000, Character.MAX_RADIX) + "-");
        assertThat(gw.listener.story).containsExactly("up 1000");
    }

    @Test
    void a_closed_link_does_not_watch_the_permit() {
        VirtualLink gw = up();
        gw.link.close();
        assertThat(permit.watchers).isEmpty();
    }

    private VirtualLink started() {
        VirtualLink gw = new VirtualLink();
        gw.runtime.permit = permit;
        gw.link.start();
        return gw;
    }

    private VirtualLink up() {
        return up(config -> config);
    }

    private VirtualLink up(java.util.function.UnaryOperator<AmiLinkConfig.Builder> settings) {
        permit.refusal = null;
        VirtualLink gw = new VirtualLink(settings);
        gw.runtime.permit = permit;
        gw.link.start();
        gw.gateway.last().letIn();
        gw.wire().heard();
        return gw;
    }

    private static final class Permit implements AmiPermit {
        private final List<Runnable> watchers = new ArrayList<>();
        private String refusal;
        private long epoch;

        void becomes(String next) {
            refusal = next;
            look();
        }

        void look() {
            List.copyOf(watchers).forEach(Runnable::run);
        }

        @Override
        public String refusal() {
            return refusal;
        }

        @Override
        public void watch(Runnable look) {
            watchers.add(look);
        }

        @Override
        public void unwatch(Runnable look) {
            watchers.remove(look);
        }

        @Override
        public long epochAfter(long last) {
            return Math.max(epoch, last + 1);
        }
    }
}
