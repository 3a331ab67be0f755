package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.camelami.ami.AmiDecoder;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiLimits;
import io.camelami.ami.AmiMessage;
import io.camelami.ami.AmiProtocolException;
import io.camelami.ami.AmiResponse;
import io.camelami.ami.wire.Capture;
import io.camelami.ami.wire.Decoded;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.Dialects;
import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.dialect.SmsRefusedException;
import io.camelami.gsm.dialect.SmsStep;
import io.camelami.gsm.ussd.UssdReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a gateway says, each dialect reads it without failing. The first byte of the input chooses the dialect. */
class DialectFuzzTest {

    private record Kind(String dialect, Map<String, String> options) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("openvox", Map.of()),
            new Kind("openvox", Map.of("bareText", "true", "sync", "false")),
            new Kind("yeastar-tg", Map.of()),
            new Kind("chan-dongle", Map.of("driver", "bg111")),
            new Kind("chan-dongle", Map.of("driver", "wdoekes", "report", "true")),
            new Kind("chan-quectel", Map.of()),
            new Kind("asterisk", Map.of()));

    static Stream<byte[]> recordings() {
        return Capture.names().stream()
                .filter(name -> name.contains("dongle") || name.contains("sms_") || name.contains("gateway"))
                .map(name -> Capture.of(name).serverBytes())
                .map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, 4096)));
    }

    @MethodSource("recordings")
    @FuzzTest(maxDuration = "8m")
    void whatever_comes_is_read_as_something_or_nothing(byte[] input) throws SmsRefusedException {
        if (input.length == 0) {
            return;
        }
        Kind kind = KINDS.get((input[0] & 0xFF) % KINDS.size());
        DialectSession session = open(kind);
        List<AmiMessage> messages = new ArrayList<>();
        try {
            Decoded.feed(
                    new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, null),
                    Arrays.copyOfRange(input, 1, input.length),
                    messages);
        } catch (AmiProtocolException e) {
            // What came before it is read all the same.
        }
        for (AmiMessage message : messages) {
            if (message instanceof AmiEvent event) {
                session.read(event).forEach(DialectFuzzTest::check);
            } else {
                answer(session, (AmiResponse) message);
            }
        }
    }

    private static void answer(DialectSession session, AmiResponse response) throws SmsRefusedException {
        try {
            for (Span span : session.readSpans(response)) {
                assertThat(span.number()).isBetween(0, 9999);
                assertThat(session.readSpan(span, response).number()).isEqualTo(span.number());
            }
        } catch (IllegalStateException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        if (session.capabilities().operations().contains(Capabilities.Operation.SEND_SMS)) {
            for (SmsStep step : session.plan(
                            SmsRequest.of("+8613632919026", "two\nlines").withSpan(1))
                    .steps()) {
                step.action(1, Duration.ofSeconds(30));
                assertThat(step.onReply(1, response)).isNotNull();
            }
        }
        if (session.capabilities().operations().contains(Capabilities.Operation.SEND_USSD)) {
            UssdReply reply = session.ussd("*100#", false).onReply(1, response);
            assertThat(reply == null || reply.status() != null).isTrue();
        }
    }

    private static void check(Signal signal) {
        assertThat(signal).isNotNull();
        if (signal instanceof InboundPart part) {
            assertThat(part.span()).isNotNegative();
            assertThat(part.total()).isPositive();
            assertThat(part.text()).isNotNull();
        }
    }

    private static DialectSession open(Kind kind) {
        return Dialects.find(kind.dialect(), List.of())
                .open(GatewayConfig.builder("192.0.2.1")
                        .username("u")
                        .secret("s")
                        .dialect(kind.dialect())
                        .dialectOptions(kind.options())
                        .build());
    }
}
