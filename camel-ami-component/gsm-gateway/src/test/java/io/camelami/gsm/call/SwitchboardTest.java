package io.camelami.gsm.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiRuntime;
import io.camelami.ami.SystemRuntime;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.GsmGateway;
import io.camelami.gsm.GsmGateways;
import io.camelami.gsm.TestGateway;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.ReceivedAction;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a gateway says without a server, and asks after a gap. */
class SwitchboardTest {

    private final SystemRuntime runtime = AmiRuntime.system();

    @AfterEach
    void end() {
        runtime.close();
    }

    @Test
    void a_gateway_that_has_no_calls_says_so_before_anything_is_written() {
        try (GsmGateway gateway = gateway("yeastar-tg")) {
            CallResult call = gateway.originate(OriginateRequest.toApplication("SIP/1000", "Wait", "1"))
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            assertThat(call.outcome()).isEqualTo(CallOutcome.FAILED);
            assertThat(call.failure()).isEqualTo(FailureClass.CONFIGURATION);
            assertThat(call.detail()).contains("gw", "yeastar-tg", "nothing was written");
            assertThat(call.epoch()).isZero();

            CallActionResult hangup = gateway.hangup(HangupRequest.of("SIP/1000-1"))
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            assertThat(hangup.outcome()).isEqualTo(CallActionResult.Outcome.NOT_SUPPORTED);
        }
    }

    @Test
    void without_a_link_a_call_is_failed_and_may_be_repeated_later() {
        try (GsmGateway gateway = gateway("asterisk")) {
            CallResult call = gateway.originate(OriginateRequest.toApplication("SIP/1000", "Wait", "1"))
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();

            assertThat(call.failure()).isEqualTo(FailureClass.RETRY_LATER);
            assertThat(call.detail()).contains("the link is down");
        }
    }

    /** A call may have begun in the gap, or its beginning may have got lost with the link. */
    @Test
    void after_each_gap_the_server_is_asked_which_calls_go_on() {
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(Personality.ASTERISK).start();
                TestGateway test = new TestGateway(simulator, "asterisk", options -> options).up()) {
            assertThat(simulator.actions()).extracting(ReceivedAction::name).doesNotContain("CoreShowChannels");

            simulator.dropConnections();

            Awaitility.await().untilAsserted(() -> assertThat(simulator.actions())
                    .extracting(ReceivedAction::name)
                    .contains("CoreShowChannels"));
            assertThat(test.gateway().status().epoch()).isEqualTo(2);
        }
    }

    private GsmGateway gateway(String dialect) {
        return GsmGateways.create(
                GatewayConfig.builder("127.0.0.1")
                        .name("gw")
                        .username("u")
                        .secret("s")
                        .dialect(dialect)
                        .build(),
                runtime);
    }
}
