package io.camelami.gsm.dialect.openvox;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiEvent;
import io.camelami.gsm.Ami;
import io.camelami.gsm.Captures;
import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.dialect.SendReport;
import io.camelami.gsm.event.InboundSms;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenVoxInboxTest {
    private static final String PDU = "07917283010010F5040BC87238880900F10000993092516195800AE8329BFD4697D9EC37";

    private final OpenVoxInbox inbox = new OpenVoxInbox(ZoneId.of("Asia/Shanghai"), false);

    @ParameterizedTest
    @ValueSource(strings = {"1.8.32.3", "22.10.1"})
    void the_recorded_messages_of_all_versions_are_read_once_each(String version) {
        List<InboundPart> told = new ArrayList<>();
        for (AmiEvent event : Ami.events(Captures.serverBytes(version + "/sms_inbound.txt"))) {
            inbox.read(event).forEach(signal -> told.add((InboundPart) signal));
        }

        assertThat(told)
                .extracting(InboundPart::text)
                .startsWith("hello world", "comma, \"quotes\" and \\back", "héllo 你好 😀");
        assertThat(told).allSatisfy(part -> {
            assertThat(part.span()).isEqualTo(2);
            assertThat(part.sender()).isEqualTo("+8613632919026");
            assertThat(part.sentAt()).isEqualTo(OffsetDateTime.parse("2013-08-20T15:17:45+08:00"));
            assertThat(part.zoneAssumed()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.32.3", "13.38.3", "22.10.1"})
    void recorded_texts_of_several_lines_are_cut_and_the_reader_goes_on(String version) {
        List<String> told = new ArrayList<>();
        for (AmiEvent event : Ami.events(Captures.serverBytes(version + "/sms_multiline.txt"))) {
            inbox.read(event).forEach(signal -> told.add(((InboundPart) signal).text()));
        }

        assertThat(told).contains("one").hasSizeGreaterThan(5);
    }

    @Test
    void the_pdu_comes_first_and_the_rest_of_the_run_adds_nothing() {
        assertThat(variable("EXTRA-SMS/3-1", "7.1", "SMSSRC", "27838890001")).isEmpty();
        assertThat(variable("EXTRA-SMS/3-1", "7.1", "SMSTXT", "h@rmed")).isEmpty();
        InboundPart part = variable("EXTRA-SMS/3-1", "7.1", "SMSPDU", PDU).get(0);
        assertThat(variable("EXTRA-SMS/3-1", "7.1", "DIALSTATUS", "SMS_END")).isEmpty();
        assertThat(step("EXTRA-SMS/3-1", "7.1", "process_sms \"2\" \"27838890001\" \"2013/08/20 15:17:45\" \"h@rmed\""))
                .isEmpty();

        assertThat(part.text()).isEqualTo("hellohello");
        assertThat(part.span()).isEqualTo(2);
        assertThat(part.source()).isEqualTo(InboundSms.Source.PDU);
        assertThat(part.sentAt()).isEqualTo(OffsetDateTime.parse("1999-03-29T15:16:59+02:00"));
    }

    @Test
    void a_broken_pdu_loses_nothing_because_the_variables_follow() {
        variable("EXTRA-SMS/1-9", "7.2", "SMSSRC", "+49151");
        variable("EXTRA-SMS/1-9", "7.2", "SMSTXT", "say \\\\\\\"hi\\\\\\\"");
        assertThat(variable("EXTRA-SMS/1-9", "7.2", "SMSPDU", PDU.substring(0, 40)))
                .isEmpty();
        variable("EXTRA-SMS/1-9", "7.2", "SMSTIME", "2013/08/20 15:17:45");
        variable("EXTRA-SMS/1-9", "7.2", "SMSTZ", "GMT+2");
        InboundPart part =
                variable("EXTRA-SMS/1-9", "7.2", "DIALSTATUS", "SMS_END").get(0);

        assertThat(part.text()).isEqualTo("say \"hi\"");
        assertThat(part.span()).isEqualTo(1);
        assertThat(part.source()).isEqualTo(InboundSms.Source.EVENT);
        assertThat(part.sentAt()).isEqualTo(OffsetDateTime.parse("2013-08-20T15:17:45+02:00"));
        assertThat(part.zoneAssumed()).isFalse();
    }

    @Test
    void runs_on_one_channel_name_are_kept_apart_by_their_unique_id() {
        assertThat(variable("EXTRA-SMS/3-1", "7.1", "SMSPDU", PDU)).hasSize(1);
        assertThat(variable("EXTRA-SMS/3-1", "8.1", "SMSPDU", PDU)).hasSize(1);
    }

    @Test
    void what_the_dialplan_says_of_a_channel_counts_more_than_its_number() {
        assertThat(variable("EXTRA-SMS/3-1", "7.1", "SMSPDU", PDU).get(0).span())
                .isEqualTo(2);
        step("EXTRA-SMS/3-1", "7.1", "process_sms \"5\" \"+49\" \"2013/08/20 15:17:45\" \"x\"");

        assertThat(variable("EXTRA-SMS/3-2", "8.1", "SMSPDU", PDU).get(0).span())
                .isEqualTo(5);
    }

    @Test
    void the_end_of_an_asynchronous_send_is_a_report_with_its_id() {
        variable("EXTRA-SMSSEND/5-1", "9.1", "SMS_SEND_ID", "abc");
        SendReport report = (SendReport) inbox.read(Ami.event(
                        "Event: Newexten",
                        "Channel: EXTRA-SMSSEND/5-1",
                        "Extension: sms_send_failed",
                        "Priority: 1",
                        "AppData: ",
                        "Uniqueid: 9.1"))
                .get(0);

        assertThat(report.key()).isEqualTo("abc");
        assertThat(report.span()).isEqualTo(3);
        assertThat(report.good()).isFalse();
    }

    @Test
    void any_events_are_read_without_an_exception() {
        Random random = new Random(5);
        String[] channels = {"EXTRA-SMS/3-1", "EXTRA-SMS/99999-1", "EXTRA-SMS/", "", "EXTRA-SMSSEND/1-1"};
        String[] names = {"SMSSRC", "SMSTXT", "SMSPDU", "SMSTIME", "SMSTZ", "DIALSTATUS", "SMS_SEND_ID"};
        String[] values = {"", "GMT+99", "GMT+", PDU, "00", "process_sms \"99999\" \"\" \"\" \"", "process_sms,1,2,3,4"
        };
        for (int i = 0; i < 20_000; i++) {
            inbox.read(Ami.event(
                    random.nextBoolean() ? "Event: VarSet" : "Event: Newexten",
                    "Channel: " + channels[random.nextInt(channels.length)],
                    "Variable: " + names[random.nextInt(names.length)],
                    "Value: " + values[random.nextInt(values.length)],
                    "AppData: " + values[random.nextInt(values.length)],
                    random.nextInt(5) == 0 ? "X: y" : "Uniqueid: " + random.nextInt(50)));
        }
    }

    private List<InboundPart> variable(String channel, String uniqueId, String name, String value) {
        return inbox
                .read(Ami.event(
                        "Event: VarSet",
                        "Privilege: dialplan,all",
                        "Channel: " + channel,
                        "Variable: " + name,
                        "Value: " + value,
                        "Uniqueid: " + uniqueId))
                .stream()
                .map(InboundPart.class::cast)
                .toList();
    }

    private List<?> step(String channel, String uniqueId, String appData) {
        return inbox.read(Ami.event(
                "Event: Newexten",
                "Privilege: dialplan,all",
                "Channel: " + channel,
                "Context: gsm-2",
                "Extension: sms",
                "Priority: 1",
                "Application: System",
                "AppData: " + appData,
                "Uniqueid: " + uniqueId));
    }
}
