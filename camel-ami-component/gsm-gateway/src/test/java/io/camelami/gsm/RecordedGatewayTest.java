package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.camelami.gsm.call.CallOutcome;
import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.InboundSms;
import io.camelami.simulator.transcript.Transcript;
import io.camelami.simulator.transcript.TranscriptGateway;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recording that is played to the whole client, from the login on: nobody asked it how it logs in. */
class RecordedGatewayTest {

    @ParameterizedTest
    @ValueSource(strings = {"chan_dongle-bg111-1.8.32.3", "chan_dongle-wdoekes-16.28.0"})
    void every_message_of_a_recorded_gateway_arrives(String folder) {
        try (TranscriptGateway recorded = play(folder + "/inbound.txt");
                TestGateway gateway = client(recorded)) {
            assertThat(gateway.told(InboundSms.class, 24))
                    .extracting(InboundSms::text)
                    .startsWith("Hello from outside", "price [5€] {a} ~ | ^ \\", "Grüße @£$ ÄÖÜ", "Привет, мир")
                    .endsWith("voice mail")
                    .hasSize(24);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chan_dongle-bg111-1.8.32.3", "chan_dongle-wdoekes-16.28.0"})
    void every_call_of_a_recorded_gateway_is_told(String folder) {
        try (TranscriptGateway recorded = play(folder + "/call_in_abandoned.txt");
                TestGateway gateway = client(recorded)) {
            assertThat(gateway.told(Call.class, 2))
                    .extracting(Call::caller, Call::outcome)
                    .containsExactly(tuple("+4915112345678", CallOutcome.HUNG_UP), tuple(null, CallOutcome.HUNG_UP));
        }
    }

    private static TranscriptGateway play(String capture) {
        Transcript transcript = Transcript.parse(Captures.text(capture).getBytes(StandardCharsets.UTF_8));
        return TranscriptGateway.of(transcript);
    }

    private static TestGateway client(TranscriptGateway recorded) {
        return new TestGateway(GatewayConfig.builder(recorded.host())
                        .port(recorded.port())
                        .username("gsm")
                        .secret("secret")
                        .dialect("chan-dongle")
                        .build())
                .up();
    }
}
