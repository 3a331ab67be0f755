package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelami.ami.wire.Capture;
import io.camelami.ami.wire.Decoded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads in the recorded conversations is what the decoder gives. */
class RecordedMessagesTest {

    private static List<Map.Entry<String, String>> headers(AmiMessage message) {
        return message.headers().stream()
                .map(header -> Map.entry(header.name(), header.value()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "1.8.32.3, Asterisk Call Manager/1.1",
        "13.38.3, Asterisk Call Manager/2.10.6",
        "22.10.1, Asterisk Call Manager/11.0.0"
    })
    void the_greeting_is_the_first_line(String version, String banner) {
        assertThat(Decoded.capture(version + "/banner.txt").banner()).isEqualTo(banner);
    }

    @Test
    void a_command_of_asterisk_1_8_keeps_its_lines_and_their_alignment() {
        Decoded decoded = Decoded.capture("1.8.32.3/command.txt");

        AmiResponse types = decoded.response("a2");
        assertThat(headers(types))
                .containsExactly(entry("Response", "Follows"), entry("Privilege", "Command"), entry("ActionID", "a2"));
        assertThat(types.output())
                .containsExactly(
                        "Type        Description                              Devicestate  Indications  Transfer    ",
                        "----------  -----------                              -----------  -----------  --------    ",
                        "Bridge      Bridge Interaction Channel               no           no           no          ",
                        "Local       Local Proxy Channel Driver               yes          yes          no          ",
                        "SIP         Session Initiation Protocol (SIP)        yes          yes          yes         ",
                        "----------",
                        "3 channel drivers registered.");
        assertThat(decoded.response("a3").output())
                .containsExactly("No such command 'frob nicate' (type 'core show help frob nicate' for other possible"
                        + " commands)");
        assertThat(decoded.response("a3").success()).isTrue();
        assertThat(decoded.response("a6").success()).isFalse();
        assertThat(decoded.response("a6").message()).isEqualTo("No command provided");
        assertThat(decoded.response("a7").output()).containsExactly("", "    -- Global variable 'EMPTYOUT' set to '1'");
    }

    @Test
    void a_command_of_asterisk_22_gives_the_same_kind_of_lines() {
        Decoded decoded = Decoded.capture("22.10.1/command.txt");

        AmiResponse types = decoded.response("a2");
        assertThat(types.status()).isEqualTo("Success");
        assertThat(types.output()).hasSize(9);
        assertThat(types.output().get(0))
                .isEqualTo("Type             Description                              Devicestate   Presencestate"
                        + " Indications   Transfer     ");
        assertThat(types.output().get(8)).isEqualTo("5 channel drivers registered.");
        assertThat(decoded.response("a3").success()).isFalse();
        assertThat(decoded.response("a3").output())
                .containsExactly("No such command 'frob nicate' (type 'core show help frob nicate' for other possible"
                        + " commands)");
        assertThat(decoded.response("a5").output()).containsExactly("System uptime: 54", "Last reload: 54");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.32.3", "13.38.3", "22.10.1"})
    void every_quoting_of_a_command_is_read_back_as_the_server_stored_it(String version) throws IOException {
        Decoded decoded = Decoded.capture(version + "/cli_quoting.txt");
        List<AmiEvent> stored = decoded.events("DBGetResponse");

        List<String> expected = new ArrayList<>();
        for (JsonNode pair : new ObjectMapper().readTree(Capture.resource(version + "/cli_quoting.json"))) {
            if (!pair.get(1).isNull()) {
                expected.add(pair.get(1).asText());
            }
        }
        assertThat(stored).extracting(event -> event.get("val")).containsAll(expected);
        assertThat(expected).hasSizeGreaterThan(35);
    }

    @Test
    void an_sms_of_a_gateway_is_one_newexten_with_the_text_in_quotes() {
        List<AmiEvent> sms = Decoded.capture("1.8.32.3/sms_inbound.txt").events("newexten").stream()
                .filter(event -> event.get("AppData").startsWith("process_sms"))
                .toList();

        assertThat(headers(sms.get(0)))
                .containsExactly(
                        entry("Event", "Newexten"),
                        entry("Privilege", "dialplan,all"),
                        entry("Channel", "Local/sms@gsm-2-0000001b;2"),
                        entry("Context", "gsm-2"),
                        entry("Extension", "sms"),
                        entry("Priority", "1"),
                        entry("Application", "NoOp"),
                        entry(
                                "AppData",
                                "process_sms,\"2\",\"+8613632919026\",\"2013-08-20 15:17:45\",\"hello world\""),
                        entry("Uniqueid", "1795232227.55"));
        assertThat(sms.get(1).get("APPDATA")).contains("comma, \"quotes\" and \\back");
    }

    @Test
    void the_second_line_of_a_text_is_kept_and_is_no_header() {
        AmiEvent sms =
                Decoded.capture("1.8.32.3/sms_multiline.txt").events("Newexten").get(0);

        assertThat(sms.get("AppData")).isEqualTo("process_sms,\"3\",\"+8613632919026\",\"2013-08-20 15:17:45\",\"one");
        assertThat(sms.extraLines()).containsExactly("two\"");
        assertThat(sms.get("Uniqueid")).isEqualTo("1795232453.1");
        assertThat(sms.lines())
                .containsSubsequence(
                        "AppData: process_sms,\"3\",\"+8613632919026\",\"2013-08-20 15:17:45\",\"one",
                        "two\"",
                        "Uniqueid: 1795232453.1");
    }

    @Test
    void the_empty_line_that_follows_park_is_no_message() {
        Decoded decoded = Decoded.capture("22.10.1/park.txt");
        int park = decoded.messages().indexOf(decoded.response("a4"));

        assertThat(decoded.response("a4").message()).isEqualTo("Park successful");
        assertThat(decoded.messages().get(park + 1))
                .isInstanceOfSatisfying(
                        AmiEvent.class, event -> assertThat(event.name()).isEqualTo("BridgeCreate"));
        assertThat(decoded.messages())
                .allSatisfy(message -> assertThat(message.headers()).isNotEmpty());
    }

    @Test
    void the_empty_line_that_follows_a_dongle_sms_is_no_message() {
        Decoded decoded = Decoded.capture("chan_dongle-wdoekes-16.28.0/inbound.txt");
        AmiEvent sms = decoded.events("DongleNewSMS").get(0);

        assertThat(headers(sms))
                .containsExactly(
                        entry("Event", "DongleNewSMS"),
                        entry("Privilege", "call,all"),
                        entry("Device", "dongle0"),
                        entry("From", "+4915112345678"),
                        entry("LineCount", "1"),
                        entry("MessageLine0", "Hello from outside"));
        assertThat(decoded.messages())
                .allSatisfy(message -> assertThat(message.headers()).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.32.3", "13.38.3", "22.10.1"})
    void an_originate_response_is_an_event_although_it_has_a_response_header(String version) {
        Decoded decoded = Decoded.capture(version + "/originate_async.txt");
        List<AmiEvent> ends = decoded.events("OriginateResponse");

        assertThat(ends).hasSizeGreaterThan(5);
        assertThat(ends.get(0).get("Response")).isEqualTo("Success");
        assertThat(ends.get(0).get("Reason")).isEqualTo("4");
        assertThat(ends.get(0).actionId()).isEqualTo("a1");
        assertThat(ends).extracting(event -> event.get("Response")).contains("Failure");
        assertThat(decoded.response("a1").message()).isEqualTo("Originate successfully queued");
    }

    @Test
    void headers_without_a_blank_after_the_colon_and_repeated_ones_are_kept_as_they_are() {
        Decoded decoded = Decoded.capture("22.10.1/userevent.txt");
        AmiEvent fake = decoded.events("UserEvent").stream()
                .filter(event -> "With Space".equals(event.get("UserEvent")))
                .findFirst()
                .orElseThrow();

        assertThat(fake.name()).isEqualTo("UserEvent");
        assertThat(fake.all("event")).containsExactly("UserEvent", "Fake");
        assertThat(fake.get("privilege")).isEqualTo("user,all");
        assertThat(fake.all("Privilege")).containsExactly("user,all", "x");
        assertThat(decoded.events("UserEvent"))
                .anySatisfy(event -> assertThat(event.lines()).contains("Empty:"))
                .anySatisfy(event -> assertThat(event.get("Empty")).isEmpty());
    }

    @Test
    void bytes_that_are_no_utf_8_can_be_read_in_another_charset() {
        AmiEvent bytes = Decoded.capture("22.10.1/userevent.txt").events("UserEvent").stream()
                .filter(event -> "Bytes".equals(event.get("UserEvent")))
                .findFirst()
                .orElseThrow();

        assertThat(new String(bytes.bytes("Latin1"), StandardCharsets.ISO_8859_1))
                .isEqualTo("café");
        assertThat(bytes.get("Latin1")).isEqualTo("caf\ufffd");
        assertThat(bytes.bytes("nosuch")).isNull();
    }

    @Test
    void a_long_output_has_every_line() {
        for (String version : List.of("1.8.32.3", "13.38.3", "22.10.1")) {
            AmiResponse help = Decoded.capture(version + "/long_output.txt").responses().stream()
                    .filter(response -> response.output().size() > 100)
                    .findFirst()
                    .orElseThrow();
            assertThat(help.output()).anyMatch(line -> line.strip().startsWith("core show version"));
        }
    }
}
