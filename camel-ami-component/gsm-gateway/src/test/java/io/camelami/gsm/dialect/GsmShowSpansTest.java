package io.camelami.gsm.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelami.gsm.Ami;
import io.camelami.gsm.Span;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GsmShowSpansTest {
    private static final String BLOCK =
            """
            D-channel: 2
            Status: Power on, Provisioned, Up, Active,Standard
            Type: CPE
            Manufacturer: QUECTEL
            Model Name: M35
            Model IMEI: 867144020000017
            Revision: M35FAR02A01
            Network Name: Test Net: Home
            Network Status: Registered (Home network)
            Signal Quality (0,31): 25
            BER value (0,7): 0
            SIM IMSI: 250010000000017
            SIM SMS Center Number: +79168999100
            PDD: 0
            State: READY
            """;

    private static List<Span> read(String output) {
        return GsmShowSpans.read(Ami.output(output), IntUnaryOperator.identity());
    }

    private static Span details(String output) {
        return GsmShowSpans.readDetails(Span.of(2, true, "Up"), Ami.output(output));
    }

    @Test
    void the_listings_of_all_firmware_are_read() {
        List<Span> spans = read(
                """
                GSM span 1: Power on, Provisioned, Up, Active, Standard
                GSM span 2: Power on, Provisioned, Up, Active,Standard
                GSM span3: Provisioned, Up, Active
                GSM span 4: Power on, Provisioned, Undetected SIM Card, Standby, Standard
                GSM span 5: Power off, Down, Standby, Standard
                something else
                """);

        assertThat(spans).extracting(Span::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(spans).extracting(Span::up).containsExactly(true, true, true, false, false);
        assertThat(spans.get(3).state()).isEqualTo("Power on, Provisioned, Undetected SIM Card, Standby, Standard");
        assertThat(spans.get(0).registered()).isNull();
    }

    @Test
    void the_pin_that_a_driver_prints_is_shown_to_nobody() {
        assertThat(read("GSM span 1: Power on, Pin (4711) Error, Standby, Standard\n"))
                .extracting(Span::state)
                .containsExactly("Power on, Pin (***) Error, Standby, Standard");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No such command 'gsm show spans' (type 'core show help gsm show' for other possible commands)\n",
                "Usage: gsm show span <span>\n"
            })
    void a_gateway_that_says_something_else_has_not_listed_its_spans(String said) {
        assertThatThrownBy(() -> read(said))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(said.strip());
    }

    @Test
    void a_gateway_that_refuses_has_not_listed_its_spans() {
        assertThatThrownBy(() -> GsmShowSpans.read(
                        Ami.response("Response: Error", "Message: Permission denied"), IntUnaryOperator.identity()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Permission denied");
        assertThatThrownBy(() -> GsmShowSpans.read(
                        Ami.response(
                                "Response: Error",
                                "Message: Command output follows",
                                "Output: No such command 'gsm show spans'"),
                        IntUnaryOperator.identity()))
                .hasMessageContaining("No such command");
    }

    @Test
    void a_gateway_without_spans_lists_none() {
        assertThat(read("")).isEmpty();
    }

    @Test
    void the_details_of_a_span_are_read() {
        Span span = details(BLOCK + "Last send AT: AT+CUSD=1,\"*100%23\"\\r\\n");

        assertThat(span)
                .isEqualTo(new Span(
                        2,
                        true,
                        true,
                        25,
                        "Test Net: Home",
                        "250010000000017",
                        "867144020000017",
                        false,
                        null,
                        "Power on, Provisioned, Up, Active,Standard"));
        assertThat(span.signalDbm()).isEqualTo(-63);
        assertThat(span.toString()).doesNotContain("25001", "86714");
    }

    @Test
    void the_state_is_that_of_the_details_if_it_changed_meanwhile() {
        Span span = details("Status: Power on, Pin (4711) Error, Standby\nNetwork Status: Unknown\n");

        assertThat(span.up()).isFalse();
        assertThat(span.state()).isEqualTo("Power on, Pin (***) Error, Standby");
        assertThat(details("Status: something\n").up()).isTrue();
    }

    @Test
    void what_others_sent_to_the_modem_makes_no_details() {
        Span span = details("Network Name: Real\n\0\0State: READY\0\0\n"
                + "Last receive AT: \\r\\n+CMT: x\0\nSIM IMSI: 1\nNetwork Name: Forged\nNetwork Status: Forged\n");

        assertThat(span.operator()).isEqualTo("Real");
        assertThat(span.imsi()).isNull();
        assertThat(span.registered()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Registered (Home network), true, true",
        "Registered (Roaming), true, true",
        "Registered, true, true",
        "Not registered, false, false",
        "Searching, false, false",
        "Registration denied, false, false",
        "Unknown, , true",
        "Unknown Network Status, , true",
    })
    void a_span_that_is_not_registered_is_not_up(String status, Boolean registered, boolean up) {
        Span span = details("Network Status: " + status + "\n");

        assertThat(span.registered()).isEqualTo(registered);
        assertThat(span.up()).isEqualTo(up);
    }

    @ParameterizedTest
    @CsvSource({
        "25, 25",
        "0, 0",
        "31, 31",
        "99, ",
        "32, ",
        "'', ",
        "'22, -69 dBm', 22",
        "'0, <= -113 dBm', 0",
        "'99, unknown or unmeasurable', ",
        "-1, ",
        "255, "
    })
    void a_strength_is_what_modems_can_measure(String printed, Integer strength) {
        assertThat(GsmShowSpans.signal(printed)).isEqualTo(strength);
    }

    @Test
    void a_call_keeps_the_span_busy_and_its_number_is_not_told() {
        Span span = details("State: CALL ACTIVE Called to 13632919026 00:01:02\n");

        assertThat(span.busy()).isTrue();
        assertThat(span.toString()).doesNotContain("136329");
        assertThat(details("State: SOMETHING\n").busy()).isNull();
    }

    @Test
    void an_answer_without_details_changes_nothing() {
        assertThat(details("No GSM running on span 2\nCommand 'gsm show span 2' failed.\n"))
                .isEqualTo(Span.of(2, true, "Up"));
    }
}
