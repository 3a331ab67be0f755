package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelami.gsm.GatewayConfig.Builder;
import io.camelami.gsm.dialect.Dialects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GatewayConfigTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("port=0", b -> b.port(0)),
                fault("port=65536", b -> b.port(65536)),
                fault("username is missing", b -> b.username(null)),
                fault("username=", b -> b.username(" ")),
                fault("secret is missing", b -> b.secret(null)),
                fault("name=", b -> b.name("")),
                fault("spans=-1", b -> b.spans(-1)),
                fault("sendQueue=0", b -> b.sendQueue(0)),
                fault("spanCheck=PT-1S", b -> b.spanRules(SpanRules.standard().withCheck(Duration.ofSeconds(-1)))),
                fault(
                        "quotaPartsPerDay=-1",
                        b -> b.spanRules(SpanRules.standard().withQuotas(-1, 0, null))),
                fault(
                        "quotaRecipientsPerDay=-1",
                        b -> b.spanRules(SpanRules.standard().withQuotas(0, -1, null))),
                fault("spanRules is missing", b -> b.spanRules(null)),
                fault("pacing=PT-1S", b -> b.pacing(Duration.ofSeconds(-1))),
                fault("sendTimeout=PT0S", b -> b.sendTimeout(Duration.ZERO)),
                fault("livenessWindow=PT5S", b -> b.livenessWindow(Duration.ofSeconds(5))),
                fault("reconnectMax=PT0.1S", b -> b.reconnectMax(Duration.ofMillis(100))));
    }

    private static Arguments fault(String message, UnaryOperator<Builder> change) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_wrong_option_is_refused_with_its_name_value_and_effect(String message, UnaryOperator<Builder> change) {
        assertThatThrownBy(() -> change.apply(valid()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).*" + message + ".*: .{10,}");
    }

    @Test
    void the_secret_is_never_shown() {
        assertThat(valid().secret("s3cr3t").build().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void an_unknown_dialect_or_dialect_option_is_refused_with_those_that_exist() {
        assertThatThrownBy(() -> Dialects.find("goip", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "dialect 'goip' is unknown; known are openvox, yeastar-tg, asterisk, chan-dongle, chan-quectel, and auto"
                                + " to find it out");
        assertThatThrownBy(() -> open("openvox", Map.of("flash", "true")))
                .hasMessage(
                        "dialect openvox has no option 'flash'; it has bareText, flashArgument, joinParts, sync, syncsms");
        assertThatThrownBy(() -> open("openvox", Map.of("sync", "yes")))
                .hasMessage("option sync=yes of dialect openvox must be true or false");
        assertThatThrownBy(() -> open("yeastar-tg", Map.of("sync", "true")))
                .hasMessage("dialect yeastar-tg has no option 'sync'; it has none");
    }

    private static void open(String dialect, Map<String, String> options) {
        Dialects.find(dialect, List.of())
                .open(valid().dialect(dialect).dialectOptions(options).build());
    }

    @Test
    void a_number_is_masked_so_that_it_can_be_recognised_and_not_learned() {
        assertThat(Mask.number("+8613632919026")).isEqualTo("+861***26");
        assertThat(Mask.number("13632919026")).isEqualTo("136***26");
        assertThat(Mask.number("+12345")).isEqualTo("***");
        assertThat(Mask.number("My Bank")).isEqualTo("***");
        assertThat(Mask.number("")).isEmpty();
        assertThat(Mask.number(null)).isEmpty();
    }

    private static Builder valid() {
        return GatewayConfig.builder("192.0.2.1").username("ami").secret("secret");
    }
}
