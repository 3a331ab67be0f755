package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.SmsReport;
import io.camelami.gsm.text.Alphabet;
import io.camelami.gsm.text.SmsText;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.gsm.ussd.UssdStatus;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.ReceivedAction;
import io.camelami.simulator.ReportBehaviour;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.SentSms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** chan_dongle in both families and chan_quectel, against the simulator that is checked against their recordings. */
class DongleGatewayTest {
    private static final String TO = "+4915112345678";

    private GatewaySimulator simulator;
    private TestGateway test;

    private TestGateway gateway(Personality personality, String... options) {
        return gateway(personality, Duration.ZERO, options);
    }

    private TestGateway gateway(Personality personality, Duration sendTime, String... options) {
        simulator = GatewaySimulator.builder(personality)
                .spans(2)
                .sendTime(sendTime)
                .start();
        test = new TestGateway(simulator, dialect(personality), b -> b.dialectOptions(options(options)));
        return test.up();
    }

    private static String dialect(Personality personality) {
        return personality == Personality.QUECTEL ? "chan-quectel" : "chan-dongle";
    }

    private static String word(Personality personality) {
        return personality == Personality.QUECTEL ? "Quectel" : "Dongle";
    }

    private static String device(Personality personality) {
        return word(personality).toLowerCase(java.util.Locale.ROOT) + "0";
    }

    private static Map<String, String> options(String... pairs) {
        Map<String, String> options = new java.util.HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            options.put(pairs[i], pairs[i + 1]);
        }
        return options;
    }

    @AfterEach
    void end() {
        if (test != null) {
            test.close();
        }
        if (simulator != null) {
            simulator.close();
        }
    }

    // --- the way out ---

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void a_message_the_network_took_is_sent_from_the_device_of_its_span(Personality personality) {
        SmsResult result = gateway(personality)
                .send(SmsRequest.of(TO, "hello world").withSpan(2).withId("otp-1"));

        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.span()).isEqualTo(2);
        assertThat(result.id()).isEqualTo("otp-1");
        assertThat(simulator.sentSms())
                .extracting(SentSms::span, SentSms::to, SentSms::text)
                .containsExactly(tuple(2, TO, "hello world"));
    }

    @Test
    void the_driver_is_found_out_and_given_pdus_if_it_takes_them() {
        gateway(Personality.DONGLE_BG111).send(SmsRequest.of(TO, "x"));
        assertThat(sends()).extracting(ReceivedAction::name).containsOnly("DongleSendPDU");
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void the_driver_that_takes_no_pdus_is_given_text(Personality personality) {
        gateway(personality).send(SmsRequest.of(TO, "x"));
        assertThat(sends()).extracting(ReceivedAction::name).containsOnly(word(personality) + "SendSMS");
    }

    @Test
    void what_the_first_driver_would_garble_arrives_as_it_was_meant() {
        gateway(Personality.DONGLE_BG111);
        String text = "@ $ _ [\\] ^ {|} ~ emoji 😀";

        assertThat(test.send(SmsRequest.of("015112345678", text)).outcome()).isEqualTo(Outcome.SENT);
        assertThat(test.send(SmsRequest.of("12345", "@$_[\\]^{|}~\n")).outcome())
                .isEqualTo(Outcome.SENT);

        assertThat(simulator.sentSms())
                .extracting(SentSms::to, SentSms::text)
                .containsExactly(tuple("015112345678", text), tuple("12345", "@$_[\\]^{|}~\n"));
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void any_text_arrives_character_for_character(Personality personality) {
        gateway(personality);
        List<String> pieces = List.of(
                "\\",
                "\\n",
                "\n",
                "\r\n",
                "\t",
                " ",
                "\"",
                "Action: Logoff\r\n\r\n",
                "ActionID: x\r\n",
                "é",
                "я",
                "😀",
                "€",
                "[",
                "^",
                "@",
                "$",
                "${X}",
                "%s",
                ";",
                ",",
                "\u0001",
                "\b\f",
                "word",
                "x".repeat(70),
                "я".repeat(35));
        Random random = new Random(7);
        for (int run = 0; run < 300; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(6); i >= 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            boolean fatal = personality != Personality.DONGLE_BG111
                    && SmsText.alphabetOf(text.toString()) == Alphabet.GSM
                    && SmsText.length(text.toString(), Alphabet.GSM) == 160;
            String expected = fatal ? text + " " : text.toString();
            int before = simulator.sentSms().size();
            SmsResult result = test.send(SmsRequest.of(TO, text.toString()).withSpan(1));
            assertThat(result.outcome()).as(result.detail()).isEqualTo(Outcome.SENT);
            List<SentSms> sent =
                    simulator.sentSms().subList(before, simulator.sentSms().size());
            assertThat(String.join("", sent.stream().map(SentSms::text).toList()))
                    .isEqualTo(expected);
            assertThat(result.parts()).isEqualTo(sent.size());
        }
        assertThat(simulator.actions())
                .extracting(ReceivedAction::name)
                .doesNotContain("Logoff")
                .allMatch(name -> name.matches("Challenge|Login|Ping|(Dongle|Quectel)(SendSMS|SendPDU|ShowDevices)"));
        assertThat(simulator.logins()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void the_text_that_wdoekes_driver_cuts_wrongly_gets_a_blank_and_arrives(Personality personality) {
        gateway(personality);

        assertThat(test.send(SmsRequest.of(TO, "x".repeat(160))).outcome()).isEqualTo(Outcome.SENT);
        assertThat(String.join(
                        "", simulator.sentSms().stream().map(SentSms::text).toList()))
                .isEqualTo("x".repeat(160) + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+49 151 1", "abc", "*100#", "1\r\nAction: Logoff", "", "+", "1;2"})
    void what_is_no_number_is_refused_before_a_byte_is_written(String number) {
        SmsResult result = gateway(Personality.DONGLE_WDOEKES).send(SmsRequest.of(number, "x"));

        assertThat(result.failure()).isEqualTo(FailureClass.RECIPIENT);
        assertThat(sends()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void a_text_too_long_for_the_one_action_is_refused_before_a_byte_is_written(Personality personality) {
        SmsResult result = gateway(personality).send(SmsRequest.of(TO, "я".repeat(510)));

        assertThat(result.failure()).isEqualTo(FailureClass.RECIPIENT);
        assertThat(result.detail()).contains("several messages");
        assertThat(sends()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void a_refusal_of_the_network_is_failed_and_can_be_repeated_later(Personality personality) {
        gateway(personality);
        simulator.nextSend(1, SendBehaviour.FAILED);

        SmsResult result = test.send(SmsRequest.of(TO, "x").withSpan(1));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failure()).isEqualTo(FailureClass.RETRY_LATER);
        assertThat(test.send(SmsRequest.of(TO, "y").withSpan(1)).outcome()).isEqualTo(Outcome.SENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void a_long_text_of_which_a_part_is_refused_is_failed_and_not_called_unsent(Personality personality) {
        gateway(personality);
        simulator.nextSend(1, SendBehaviour.FAILED, SendBehaviour.SENT);

        SmsResult result = test.send(SmsRequest.of(TO, "x".repeat(200)).withSpan(1));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.detail()).contains("part");
        assertThat(result.parts()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void a_modem_that_says_nothing_is_expired_when_the_time_is_over(Personality personality) {
        gateway(personality);
        simulator.nextSend(1, SendBehaviour.SILENT);

        SmsResult result = test.send(SmsRequest.of(TO, "x").withSpan(1).withTimeout(Duration.ofMillis(500)));

        assertThat(result.outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(simulator.sentSms()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void messages_in_a_modem_that_is_pulled_out_are_unknown_at_once_and_not_sent_again(Personality personality) {
        gateway(personality, Duration.ofMillis(300));
        CompletableFuture<SmsResult> inTheAir =
                test.sending(SmsRequest.of(TO, "in the air").withSpan(1));
        CompletableFuture<SmsResult> queued =
                test.sending(SmsRequest.of(TO, "queued").withSpan(1));
        await().until(() -> sends().size() == 2);
        simulator.plugIn(1, false);

        assertThat(TestGateway.result(inTheAir).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(TestGateway.result(queued).outcome()).isEqualTo(Outcome.UNKNOWN);

        SmsResult after = test.send(SmsRequest.of(TO, "to nobody").withSpan(1));
        assertThat(after.failure()).isEqualTo(FailureClass.SPAN_BROKEN);
        assertThat(after.detail()).contains("nothing was sent");
        simulator.plugIn(1, true);
        assertThat(test.send(SmsRequest.of(TO, "back").withSpan(1)).outcome()).isEqualTo(Outcome.SENT);
        assertThat(simulator.sentSms()).extracting(SentSms::text).doesNotContain("queued");
    }

    @Test
    void ids_that_the_driver_gives_again_are_not_mixed_up() {
        gateway(Personality.DONGLE_BG111);
        for (int i = 0; i < 20; i++) {
            simulator.nextSend(1, i % 3 == 0 ? SendBehaviour.FAILED : SendBehaviour.SENT);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(test.send(SmsRequest.of(TO, "m" + i).withSpan(1)).outcome())
                    .isEqualTo(i % 3 == 0 ? Outcome.FAILED : Outcome.SENT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void many_messages_at_once_each_get_their_own_outcome(Personality personality) {
        gateway(personality);
        SendBehaviour[] script = new SendBehaviour[50];
        for (int i = 0; i < script.length; i++) {
            script[i] = i % 4 == 0 ? SendBehaviour.FAILED : SendBehaviour.SENT;
        }
        simulator.nextSend(1, script);
        List<CompletableFuture<SmsResult>> sends = java.util.stream.IntStream.range(0, script.length)
                .mapToObj(i -> test.sending(SmsRequest.of(TO, "m" + i).withSpan(1)))
                .toList();

        for (int i = 0; i < script.length; i++) {
            assertThat(TestGateway.result(sends.get(i)).outcome())
                    .as("message " + i)
                    .isEqualTo(i % 4 == 0 ? Outcome.FAILED : Outcome.SENT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void a_link_lost_between_write_and_answer_is_unknown(Personality personality) {
        gateway(personality);
        simulator.nextSend(1, SendBehaviour.LOSE_LINK);

        assertThat(test.send(SmsRequest.of(TO, "x").withSpan(1)).outcome()).isEqualTo(Outcome.UNKNOWN);
        await().untilAsserted(() -> assertThat(simulator.sentSms()).hasSize(1));
    }

    // --- delivery reports ---

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void with_reports_a_send_ends_when_the_phone_has_the_message(Personality personality) {
        gateway(personality, "report", "true");
        simulator.nextReport(1, ReportBehaviour.DELIVERED, ReportBehaviour.LATER, ReportBehaviour.UNDELIVERABLE);

        assertThat(test.send(SmsRequest.of(TO, "x").withSpan(1)).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(test.send(SmsRequest.of(TO, "x".repeat(400)).withSpan(1)).outcome())
                .isEqualTo(Outcome.DELIVERED);
        SmsResult failed = test.send(SmsRequest.of(TO, "x").withSpan(1));
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.reply()).contains("70");
        assertThat(test.gateway().capabilities().outcomes()).contains(Outcome.DELIVERED);
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void a_report_that_names_the_number_otherwise_is_not_lost_as_it_is_to_the_driver(Personality personality) {
        gateway(personality, "report", "true");
        simulator.nextReport(1, ReportBehaviour.OTHER_NUMBER);

        assertThat(test.send(SmsRequest.of("015112345678", "x").withSpan(1)).outcome())
                .isEqualTo(Outcome.DELIVERED);
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void an_overdue_report_is_matched_by_its_payload_though_it_names_another_device(Personality personality) {
        gateway(personality, "report", "true");
        simulator.nextReport(2, ReportBehaviour.EXPIRED);

        SmsResult result = test.send(SmsRequest.of(TO, "x").withSpan(2));

        assertThat(result.outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(result.span()).isEqualTo(2);
        assertThat(result.detail()).contains("validity");
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void a_report_that_never_comes_is_expired(Personality personality) {
        gateway(personality, "report", "true");
        simulator.nextReport(1, ReportBehaviour.NEVER);

        assertThat(test.send(SmsRequest.of(TO, "x").withSpan(1).withTimeout(Duration.ofMillis(400)))
                        .outcome())
                .isEqualTo(Outcome.EXPIRED);
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void a_report_for_a_message_of_somebody_else_is_handed_on_and_ends_none_of_ours(Personality personality) {
        gateway(personality);
        simulator.emit("Event: " + word(personality) + "Report\r\nPrivilege: call,all\r\nDevice: " + device(personality)
                + "\r\nPayload: theirs\r\nSCTS: \r\n" + "DT: \r\nSuccess: 1\r\nType: 0\r\nReport: \r\n\r\n");

        SmsReport report = test.told(SmsReport.class, 1).get(0);
        assertThat(report.gatewayId()).isEqualTo("theirs");
        assertThat(report.awaited()).isFalse();
        assertThat(report.span()).isEqualTo(1);
    }

    // --- the way in ---

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void messages_arrive_once_and_whole_whatever_the_driver_makes_of_them(Personality personality) {
        gateway(personality);
        List<String> texts = List.of(
                "plain",
                "Grüße [€]",
                "😀 emoji",
                "a\nb\r\n",
                "x".repeat(400),
                "я".repeat(66) + "😀".repeat(20),
                "@".repeat(7));
        for (String text : texts) {
            simulator.receiveSms(2, "My Bank", text);
        }
        simulator.receiveSms(1, TO, "last");

        await().until(() -> test.events(InboundSms.class).stream()
                .anyMatch(sms -> sms.text().equals("last")));
        List<InboundSms> arrived = test.events(InboundSms.class);
        assertThat(arrived)
                .extracting(InboundSms::text)
                .startsWith(texts.toArray(String[]::new))
                .hasSize(8);
        assertThat(arrived.subList(0, 7)).allSatisfy(sms -> {
            assertThat(sms.sender()).isEqualTo("My Bank");
            assertThat(sms.span()).isEqualTo(2);
            assertThat(sms.source()).isEqualTo(InboundSms.Source.PDU);
            assertThat(sms.missingParts()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void an_emoji_cut_in_two_arrives_though_the_driver_drops_the_message(Personality personality) {
        gateway(personality);
        simulator.receivePdu(1, "07919471060000F0440B919761214365F700086211120151034008050003100202DE00");
        simulator.receivePdu(1, "07919471060000F0440B919761214365F70008621112015103400A0500031002010061D83D");

        assertThat(test.told(InboundSms.class, 1)).extracting(InboundSms::text).containsExactly("a😀");
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void parts_that_came_while_nobody_was_logged_in_are_taken_from_the_text_the_driver_joined(Personality personality) {
        simulator = GatewaySimulator.builder(personality).start();
        test = new TestGateway(simulator, dialect(personality), b -> b);
        List<String> pdus = List.of(
                "07919471060000F0440B919761214365F70008621112015103400A050003100301041F0440",
                "07919471060000F0440B919761214365F70008621112015103400A05000310030204380432",
                "07919471060000F0440B919761214365F70008621112015103400A05000310030304350442");
        simulator.receivePdu(1, pdus.get(0));
        simulator.receivePdu(1, pdus.get(1));
        test.up();
        simulator.receivePdu(1, pdus.get(2));
        simulator.receivePdu(1, pdus.get(2));
        simulator.receiveSms(1, TO, "last");

        await().until(() -> test.events(InboundSms.class).stream()
                .anyMatch(sms -> sms.text().equals("last")));
        InboundSms sms = test.events(InboundSms.class).get(0);
        assertThat(sms.text()).isEqualTo("Привет");
        assertThat(sms.missingParts()).isEmpty();
        assertThat(test.events(InboundSms.class)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void a_message_the_driver_leaves_in_the_sim_and_tells_again_is_no_new_message(Personality personality) {
        gateway(personality);
        String data = "07919471060000F0040D91945111325476F800046211120151034003010203";
        simulator.receivePdu(1, data);
        simulator.plugIn(1, false);
        simulator.plugIn(1, true);
        simulator.receivePdu(1, data);
        simulator.receiveSms(1, TO, "last");

        await().until(() -> test.events(InboundSms.class).stream()
                .anyMatch(sms -> sms.text().equals("last")));
        assertThat(test.events(InboundSms.class)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void what_cannot_be_read_is_taken_as_the_driver_read_it(Personality personality) {
        gateway(personality);
        simulator.emit("Event: " + word(personality) + "NewCMGR\r\nPrivilege: call,all\r\nDevice: "
                + device(personality) + "\r\n"
                + "Message: +CMGR: 0,,23\\r\\n0791947106\r\n\r\n"
                + "Event: " + word(personality) + "NewSMSBase64\r\nPrivilege: call,all\r\nDevice: "
                + device(personality) + "\r\nFrom: +491\r\n"
                + "Message: R3LDvMOfZQ==\r\n\r\n");

        InboundSms sms = test.told(InboundSms.class, 1).get(0);
        assertThat(sms.text()).isEqualTo("Grüße");
        assertThat(sms.sender()).isEqualTo("+491");
        assertThat(sms.source()).isEqualTo(InboundSms.Source.EVENT);
        assertThat(sms.sentAt()).isNull();
    }

    // --- USSD ---

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES", "QUECTEL"})
    void a_code_is_answered_by_the_network(Personality personality) {
        gateway(personality);
        simulator.ussdReply("Баланс: 5 😀");

        UssdResult result =
                test.gateway().sendUssd(UssdRequest.dial("*100#").withSpan(2)).join();

        assertThat(result.status()).isEqualTo(UssdStatus.DONE);
        assertThat(result.text()).isEqualTo("Баланс: 5 😀");
        assertThat(result.span()).isEqualTo(2);
    }

    @Test
    void a_code_that_the_modem_refuses_is_failed_where_the_driver_tells_and_not_to_be_repeated_by_itself() {
        gateway(Personality.DONGLE_BG111);
        simulator.nextSend(1, SendBehaviour.FAILED);

        UssdResult result =
                test.gateway().sendUssd(UssdRequest.dial("*100#").withSpan(1)).join();

        assertThat(result.status()).isEqualTo(UssdStatus.FAILED);
        assertThat(result.failure()).isEqualTo(FailureClass.RECIPIENT);
    }

    // --- spans ---

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void the_order_of_the_option_devices_numbers_the_spans(Personality personality) {
        String word = word(personality).toLowerCase(java.util.Locale.ROOT);
        gateway(personality, "devices", word + "1," + word + "0");

        test.send(SmsRequest.of(TO, "x").withSpan(1));
        simulator.receiveSms(2, TO, "in");

        assertThat(simulator.sentSms()).extracting(SentSms::span).containsExactly(2);
        assertThat(test.told(InboundSms.class, 1)).extracting(InboundSms::span).containsExactly(1);
    }

    @Test
    void a_message_without_a_span_goes_through_the_devices_in_turn() {
        gateway(Personality.DONGLE_BG111);
        for (int i = 0; i < 4; i++) {
            test.send(SmsRequest.of(TO, "m" + i));
        }
        assertThat(simulator.sentSms()).extracting(SentSms::span).containsExactly(1, 2, 1, 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_WDOEKES", "QUECTEL"})
    void a_span_that_no_device_has_is_refused_with_those_there_are(Personality personality) {
        gateway(personality).send(SmsRequest.of(TO, "learn"));

        SmsResult result = test.send(SmsRequest.of(TO, "x").withSpan(7));

        assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(result.detail()).contains(device(personality) + " (span 1)", "(span 2)");
    }

    @Test
    void a_driver_that_cannot_be_found_out_sends_nothing_and_says_which_option_helps() {
        simulator = GatewaySimulator.builder(Personality.ASTERISK).start();
        test = new TestGateway(simulator, "chan-dongle", b -> b).up();

        SmsResult result = test.send(SmsRequest.of(TO, "x"));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.detail()).contains("option driver");
    }

    @Test
    void reports_that_the_driver_turns_out_never_to_tell_of_are_refused_and_not_left_out() {
        gateway(Personality.DONGLE_BG111, "report", "true");

        SmsResult refused = test.send(SmsRequest.of(TO, "x"));

        assertThat(refused.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(refused.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(refused.detail())
                .contains("gateway gw", "nothing was sent", "option report=true of dialect chan-dongle", "bg111's");
        assertThat(sends()).isEmpty();
        SmsRequest without = SmsRequest.of(TO, "x").withOptions(SmsOptions.NONE.withDeliveryReport(false));
        assertThat(test.send(without).outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    void options_that_cannot_be_met_are_refused_at_once() {
        assertThatThrownBy(() -> open("driver", "bg111", "report", "true")).hasMessageContaining("report=true");
        assertThatThrownBy(() -> open("flash", "true")).hasMessageContaining("driver=bg111");
        assertThatThrownBy(() -> open("driver", "other")).hasMessageContaining("auto, bg111 or wdoekes");
        assertThatThrownBy(() -> open("devices", "a,b\r\nAction: x")).hasMessageContaining("devices");
        assertThatThrownBy(() -> open("validity", "0")).hasMessageContaining("validity=0");
        assertThatThrownBy(() -> open("vaildity", "5")).hasMessageContaining("vaildity");
    }

    private static void open(String... options) {
        GsmGateways.create(
                        GatewayConfig.builder("pbx")
                                .username("u")
                                .secret("s")
                                .dialect("chan-dongle")
                                .dialectOptions(options(options))
                                .build(),
                        io.camelami.ami.AmiRuntime.system())
                .close();
    }

    private List<ReceivedAction> sends() {
        return simulator.actions().stream()
                .filter(action -> action.name().matches("(Dongle|Quectel)Send.*"))
                .toList();
    }
}
