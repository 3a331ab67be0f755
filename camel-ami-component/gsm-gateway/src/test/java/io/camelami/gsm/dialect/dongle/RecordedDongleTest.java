package io.camelami.gsm.dialect.dongle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.camelami.ami.AmiEvent;
import io.camelami.ami.wire.Capture;
import io.camelami.gsm.Ami;
import io.camelami.gsm.Captures;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.Span;
import io.camelami.gsm.dialect.Dialect;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.dialect.SendReport;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.dialect.SpanNews;
import io.camelami.gsm.dialect.UssdNews;
import io.camelami.gsm.event.InboundSms.Source;
import io.camelami.gsm.receive.Assembled;
import io.camelami.gsm.receive.Reassembler;
import io.camelami.gsm.ussd.UssdReply;
import io.camelami.gsm.ussd.UssdStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dialect makes of the recordings of both drivers. */
class RecordedDongleTest {
    private static final String BG111 = "chan_dongle-bg111-1.8.32.3";
    private static final String WDOEKES = "chan_dongle-wdoekes-16.28.0";
    /** wdoekes' recordings, with the names exchanged. */
    private static final String QUECTEL = "chan_quectel";

    private static final String NUMBER = "+4915112345678";
    private static final String FOX = "The quick brown fox jumps over the lazy dog. ";

    static Stream<String> recordings() {
        return Capture.names().stream().filter(name -> name.startsWith("chan_dongle-"));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void every_recorded_event_is_read(String name) {
        DialectSession session = session(new DongleDialect());
        List<AmiEvent> events = Ami.events(Captures.serverBytes(name));
        int messages = 0;
        for (AmiEvent event : events) {
            for (Signal signal : session.read(event)) {
                assertThat(signal.toString()).doesNotContain("4915112345678");
                messages += signal instanceof InboundPart ? 1 : 0;
            }
        }
        // No message in the recordings is left out but those that are no PDU at all.
        assertThat(messages).isLessThanOrEqualTo((int)
                events.stream().filter(event -> event.is("DongleNewCMGR")).count());
    }

    @ParameterizedTest
    @ValueSource(strings = {BG111, WDOEKES, QUECTEL})
    void every_kind_of_message_arrives_once_and_as_the_network_sent_it(String folder) {
        List<InboundPart> parts = inbound(folder + "/inbound.txt");

        assertThat(parts)
                .extracting(InboundPart::sender, InboundPart::text)
                .containsExactly(
                        tuple(NUMBER, "Hello from outside"),
                        tuple(NUMBER, "price [5€] {a} ~ | ^ \\"),
                        tuple(NUMBER, "Grüße @£$ ÄÖÜ"),
                        tuple("+79161234567", "Привет, мир"),
                        tuple(NUMBER, "smile 😀👍 end"),
                        tuple("Vodafone", "Your bill is ready"),
                        tuple("My Bank", "TAN: 123456"),
                        tuple("ABCDEFGHIJK", "eleven"),
                        tuple("12345", "short"),
                        tuple("015112345678", "national"),
                        tuple(NUMBER, "first\nsecond\n\nfourth"),
                        tuple(NUMBER, "first\r\nsecond\r\n"),
                        tuple(NUMBER, "x\r\n\r\nEvent: Fake\r\nDevice: dongle9"),
                        tuple(NUMBER, "\n"),
                        tuple(NUMBER, ""),
                        tuple(NUMBER, "  two  "),
                        tuple(NUMBER, "flash"),
                        tuple(NUMBER, "n".repeat(160)),
                        tuple(NUMBER, "я".repeat(70)),
                        tuple(NUMBER, "say \"Message: hi\"; 100%"),
                        tuple(NUMBER, "a\u0001b\u0000c\u001bd"),
                        tuple(NUMBER, "a\uD83Db"),
                        tuple(NUMBER, "\u0001\u0002\u0003"),
                        tuple(NUMBER, "voice mail"));
        assertThat(parts).allSatisfy(part -> {
            assertThat(part.span()).isEqualTo(1);
            assertThat(part.source()).isEqualTo(Source.PDU);
            assertThat(part.sentAt()).isEqualTo(OffsetDateTime.parse("2026-11-21T10:15:30+01:00"));
            assertThat(part.zoneAssumed()).isFalse();
            assertThat(part.total()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {BG111, WDOEKES, QUECTEL})
    void long_messages_are_joined_whatever_the_driver_makes_of_their_parts(String folder) {
        Reassembler reassembler = new Reassembler(Duration.ofMinutes(5), 100);
        List<Assembled> messages = new ArrayList<>();
        for (InboundPart part : inbound(folder + "/inbound_parts.txt")) {
            messages.addAll(reassembler.accept(part, Instant.EPOCH));
        }

        String three = FOX.repeat(8);
        assertThat(messages).hasSize(12).allSatisfy(m -> assertThat(m.missing()).isEmpty());
        // In order, at once, out of order, with a duplicate.
        assertThat(messages.subList(0, 4)).extracting(Assembled::text).containsOnly(three);
        assertThat(messages).extracting(Assembled::text).anyMatch(text -> text.contains("ы😀😀😀"));
        assertThat(messages).extracting(Assembled::text).noneMatch(text -> text.contains("\uFFFD"));
        assertThat(messages)
                .filteredOn(m -> m.first().sender().equals("+4911"))
                .extracting(Assembled::text)
                .containsExactly("A".repeat(200));
        assertThat(reassembler.drain()).hasSize(1).allSatisfy(m -> assertThat(m.missing())
                .containsExactly(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {WDOEKES, QUECTEL})
    void a_part_that_was_missed_is_found_in_what_the_driver_joined_though_the_driver_is_not_found_out_yet(
            String folder) {
        List<AmiEvent> events = new ArrayList<>(events(folder + "/inbound_parts.txt"));
        events.remove(events.stream()
                .filter(event -> event.name().endsWith("NewCMGR"))
                .findFirst()
                .orElseThrow());
        DialectSession session = sessionFor(folder);
        Reassembler reassembler = new Reassembler(Duration.ofMinutes(5), 100);

        assertThat(events.stream()
                        .flatMap(event -> session.read(event).stream())
                        .flatMap(signal -> reassembler.accept((InboundPart) signal, Instant.EPOCH).stream())
                        .findFirst())
                .hasValueSatisfying(message -> assertThat(message.text()).isEqualTo(FOX.repeat(8)));
    }

    @Test
    void messages_of_a_modem_in_text_mode_are_read_too() {
        assertThat(inbound(BG111 + "/sms_textmode.txt"))
                .extracting(InboundPart::span, InboundPart::sender, InboundPart::text, InboundPart::sentAt)
                .containsExactly(tuple(2, NUMBER, "inbound Привет", OffsetDateTime.parse("2026-11-21T10:15:30+01:00")));
    }

    @ParameterizedTest
    @ValueSource(strings = {BG111, WDOEKES, QUECTEL})
    void the_same_message_sent_twice_is_two_messages(String folder) {
        List<InboundPart> parts = inbound(folder + "/inbound_twice_same.txt");
        long told = events(folder + "/inbound_twice_same.txt").stream()
                .filter(event -> event.name().endsWith("NewSMSBase64"))
                .count();

        assertThat(parts).hasSize((int) told);
        assertThat(parts).extracting(InboundPart::text).contains("same text", "other dongle");
    }

    @ParameterizedTest
    @ValueSource(strings = {WDOEKES, QUECTEL})
    void a_pdu_without_service_centre_is_read_though_the_driver_drops_it(String folder) {
        assertThat(inbound(folder + "/inbound_broken.txt"))
                .extracting(InboundPart::text)
                .containsExactly("broken", "good");
    }

    @ParameterizedTest
    @ValueSource(strings = {BG111, WDOEKES, QUECTEL})
    void messages_found_in_the_sim_are_told_once(String folder) {
        assertThat(inbound(folder + "/inbound_stored.txt"))
                .extracting(InboundPart::text)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {WDOEKES, QUECTEL})
    void reports_mean_what_the_network_said(String folder) {
        Map<String, Outcome> byPayload = new java.util.LinkedHashMap<>();
        for (SendReport report : signals(folder + "/sms_report.txt", SendReport.class)) {
            if (report.key() != null) {
                assertThat(byPayload.put(report.key(), report.verdict().outcome()))
                        .as(report.key())
                        .isNull();
            }
        }

        assertThat(byPayload)
                .containsEntry("job-1", Outcome.DELIVERED)
                .containsEntry("job-2", Outcome.FAILED)
                .containsEntry("job-3", Outcome.DELIVERED)
                .containsEntry("job-4", Outcome.DELIVERED)
                .containsEntry("job-5", Outcome.FAILED)
                .containsEntry("p-false", Outcome.SENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {WDOEKES, QUECTEL})
    void an_overdue_report_is_expired_and_blames_no_device(String folder) {
        assertThat(signals(folder + "/sms_report_expired.txt", SendReport.class))
                .extracting(SendReport::key, SendReport::span, r -> r.verdict().outcome())
                .containsExactly(tuple("lost", 0, Outcome.EXPIRED));
    }

    @ParameterizedTest
    @ValueSource(strings = {BG111, WDOEKES, QUECTEL})
    void a_refusal_of_the_network_is_failed(String folder) {
        List<Outcome> outcomes = signals(folder + "/sms_network_error.txt", SendReport.class).stream()
                .map(r -> r.verdict().outcome())
                .toList();

        assertThat(outcomes.subList(0, 3)).containsOnly(Outcome.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {BG111, WDOEKES, QUECTEL})
    void every_ussd_answer_is_read_from_the_modems_own_line(String folder) {
        List<UssdReply> replies = signals(folder + "/ussd.txt", UssdNews.class).stream()
                .map(UssdNews::reply)
                .filter(reply -> reply.status() != UssdStatus.FAILED)
                .toList();

        assertThat(replies)
                .extracting(UssdReply::status, UssdReply::text)
                .startsWith(
                        tuple(UssdStatus.DONE, "Your balance is 12.34 EUR"),
                        tuple(UssdStatus.FURTHER_ACTION, "Menu\n1 Balance\n2 Top up\n0 Exit"),
                        tuple(UssdStatus.TERMINATED, "Balance: 12.34"),
                        tuple(UssdStatus.DONE, "Баланс: 100 руб. 😀"),
                        tuple(UssdStatus.DONE, "Plain text balance 5 EUR"),
                        tuple(UssdStatus.DONE, "Plain, with comma, 5 EUR"),
                        tuple(UssdStatus.DONE, "Plain text 5 EUR"),
                        tuple(UssdStatus.TIMEOUT, null),
                        tuple(UssdStatus.TERMINATED, null),
                        tuple(UssdStatus.DONE, "first answer"),
                        tuple(UssdStatus.DONE, "second answer"),
                        tuple(UssdStatus.DONE, "UCS-2 with DCS 17"),
                        tuple(UssdStatus.NOT_SUPPORTED, null),
                        tuple(UssdStatus.DONE, "x".repeat(182)),
                        tuple(UssdStatus.DONE, "seven c"),
                        tuple(UssdStatus.DONE, "Unknown code"),
                        tuple(UssdStatus.DONE, "Network message"));
    }

    @ParameterizedTest
    @CsvSource({
        // Disconnect, the port that fails again and again, Connect, Register, Initialize.
        BG111 + "/status_unplug, 5",
        WDOEKES + "/status_unplug, 5",
        BG111 + "/status_port_fail, 5",
        WDOEKES + "/status_port_fail, 5",
        // Each Unregister and Register comes several times.
        BG111 + "/status_registration, 2",
        WDOEKES + "/status_registration, 2",
        // In and out and in and out, with a port that fails once and a network at last.
        BG111 + "/status_no_sim, 15",
        WDOEKES + "/status_no_sim, 9",
    })
    void what_happens_to_a_modem_is_news_of_its_span_once(String recording, int news) {
        assertThat(signals(recording + ".txt", SpanNews.class)).hasSize(news);
    }

    @ParameterizedTest
    @ValueSource(strings = {BG111, WDOEKES})
    void a_modem_that_was_pulled_out_and_put_back_is_listed_as_what_it_is(String folder) {
        List<Span> spans = spans(folder + "/status_unplug.txt");

        assertThat(spans)
                .containsExactly(
                        new Span(
                                1,
                                false,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "dongle0",
                                "dongle0: Not connected, Unknown, /dev/ttyUSB002: Open Failed (error 2)"),
                        new Span(
                                1,
                                true,
                                true,
                                22,
                                "Vodafone.de",
                                "262021234567890",
                                "353451042345670",
                                false,
                                "dongle0",
                                "dongle0: Free, Registered, home network"));
    }

    @ParameterizedTest
    @ValueSource(strings = {BG111, WDOEKES})
    void a_modem_that_the_network_drops_and_takes_in_is_listed_as_what_it_is(String folder) {
        List<Span> spans = spans(folder + "/status_registration.txt");

        assertThat(spans)
                .extracting(Span::up, Span::registered, Span::signal, Span::state)
                .containsExactly(
                        tuple(false, false, 22, "dongle0: GSM not registered, Not registered, not searching"),
                        tuple(true, true, 22, "dongle0: Free, Registered, roaming"),
                        tuple(true, true, null, "dongle0: Free, Registered, home network"));
    }

    /** bg111's driver resets it more often; in this recording it was asked just between. */
    @ParameterizedTest
    @CsvSource({BG111 + ", Not connected", WDOEKES + ", Not initialized"})
    void a_modem_that_waits_for_its_pin_is_not_up_and_has_no_signal(String folder, String state) {
        assertThat(spans(folder + "/status_no_sim.txt"))
                .extracting(Span::up, Span::registered, Span::signal, Span::operator, Span::state)
                .containsExactly(tuple(false, null, null, null, "dongle0: " + state + ", Unknown"));
    }

    /** Of each entry of a list of devices, as it was at that moment. */
    private static List<Span> spans(String recording) {
        DeviceNews news = new DeviceNews();
        List<Span> spans = new ArrayList<>();
        for (AmiEvent event : Ami.events(Captures.serverBytes(recording))) {
            if (event.is("DonglePortFail")) {
                news.portFailed(event.get("Device"), event.get("Message") + " (error " + event.get("ErrorCode") + ")");
            } else if (event.is("DongleStatus")) {
                news.status(event.get("Device"), event.get("Status"));
            } else if (event.is("DongleDeviceEntry")) {
                spans.add(new DeviceEntry(event).span(1, news));
            }
        }
        return spans;
    }

    private static List<InboundPart> inbound(String recording) {
        return signals(recording, InboundPart.class);
    }

    private static <S extends Signal> List<S> signals(String recording, Class<S> type) {
        DialectSession session = session(recording.startsWith(QUECTEL) ? new QuectelDialect() : new DongleDialect());
        return events(recording).stream()
                .flatMap(event -> session.read(event).stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static DialectSession sessionFor(String recording) {
        return session(recording.startsWith(QUECTEL) ? new QuectelDialect() : new DongleDialect());
    }

    private static List<AmiEvent> events(String recording) {
        return Ami.events(
                recording.startsWith(QUECTEL)
                        ? renamed(Captures.serverBytes(recording.replace(QUECTEL, WDOEKES)))
                        : Captures.serverBytes(recording));
    }

    private static byte[] renamed(byte[] said) {
        return new String(said, StandardCharsets.ISO_8859_1)
                .replace("Dongle", "Quectel")
                .replace("dongle", "quectel")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static DialectSession session(Dialect dialect) {
        return dialect.open(GatewayConfig.builder("pbx")
                .username("camel")
                .secret("s3cret")
                .dialect(dialect.name())
                .build());
    }
}
