package io.camelami.gsm.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.gsm.event.Cdr;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CdrTest {

    private static final String SERVER =
            """
            Event: Cdr
            Privilege: cdr,all
            AccountCode:\s
            Source: 303
            Destination: 305
            DestinationContext: default
            CallerID: "303" <303>
            Channel: PJSIP/303-0000000a
            DestinationChannel: PJSIP/305-0000000b
            LastApplication: Dial
            LastData: PJSIP/305,30
            StartTime: 2026-07-01 10:00:00
            AnswerTime: %s
            EndTime: 2026-07-01 10:00:20
            Duration: 20
            BillableSeconds: 15
            Disposition: ANSWERED
            AMAFlags: DOCUMENTATION
            UniqueID: 1
            UserField:\s

            """;

    @Test
    void the_server_s_times_are_in_the_gateway_s_zone() {
        Followed followed = new Followed(CallSettings.defaults(ZoneId.of("Europe/Berlin")));
        followed.told(SERVER.formatted("2026-07-01 10:00:05"));

        Cdr cdr = followed.cdrs().get(0);
        assertThat(cdr.startedAt()).isEqualTo(OffsetDateTime.parse("2026-07-01T10:00:00+02:00"));
        assertThat(cdr.answeredAt()).isEqualTo(OffsetDateTime.parse("2026-07-01T10:00:05+02:00"));
        assertThat(cdr.duration()).isEqualTo(Duration.ofSeconds(20));
        assertThat(cdr.billable()).isEqualTo(Duration.ofSeconds(15));
        assertThat(cdr.source()).isEqualTo("303");
        assertThat(cdr.destination()).isEqualTo("305");
        assertThat(cdr.accountCode()).isNull();
        assertThat(cdr.derived()).isFalse();
    }

    @Test
    void a_call_that_was_not_answered_has_no_time_of_an_answer() {
        Followed followed = new Followed();
        followed.told(SERVER.formatted(""));

        assertThat(followed.cdrs().get(0).answeredAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.32.3", "13.38.3", "22.10.1"})
    void every_record_of_the_server_is_handed_on_and_none_is_derived_beside_it(String version) {
        List<Cdr> cdrs = Followed.capture(version + "/call_trace.txt").cdrs();

        assertThat(cdrs).hasSize(3).noneMatch(Cdr::derived);
        assertThat(cdrs).extracting(Cdr::disposition).containsOnly("ANSWERED");
    }

    /** User gsm of the recording may not read cdr. */
    @ParameterizedTest
    @ValueSource(strings = {"chan_dongle-bg111-1.8.32.3", "chan_dongle-wdoekes-16.28.0"})
    void where_the_server_gives_none_one_is_derived_and_marked(String folder) {
        List<Cdr> cdrs = Followed.capture(folder + "/call_in_answered_gsm.txt").cdrs();

        assertThat(cdrs).hasSize(1);
        Cdr cdr = cdrs.get(0);
        assertThat(cdr.derived()).isTrue();
        assertThat(cdr.source()).isEqualTo("+4915112345678");
        assertThat(cdr.destination()).isEqualTo("+491761111110");
        assertThat(cdr.disposition()).isEqualTo("ANSWERED");
        assertThat(cdr.billable()).isEqualTo(Duration.ofSeconds(4));
        assertThat(cdr.duration()).isEqualTo(Duration.ofSeconds(5));
    }

    /** The server's own record of the same kind of call says the same (user admin of the recording). */
    @ParameterizedTest
    @ValueSource(strings = {"chan_dongle-bg111-1.8.32.3", "chan_dongle-wdoekes-16.28.0"})
    void a_derived_record_says_what_the_server_s_says(String folder) {
        Cdr derived =
                Followed.capture(folder + "/call_in_answered_gsm.txt").cdrs().get(0);
        Cdr server = Followed.capture(folder + "/call_in_answered.txt").cdrs().get(0);

        assertThat(server.derived()).isFalse();
        assertThat(derived.source()).isEqualTo(server.source());
        assertThat(derived.destination()).isEqualTo(server.destination());
        assertThat(derived.disposition()).isEqualTo(server.disposition());
        assertThat(derived.billable()).isEqualTo(server.billable());
        assertThat(derived.duration()).isEqualTo(server.duration());
    }

    @Test
    void a_server_that_writes_its_records_late_is_not_doubled_again() {
        Followed followed = new Followed();
        followed.told(call("1")).after(Duration.ofSeconds(6));
        assertThat(followed.cdrs()).extracting(Cdr::derived).containsExactly(true);

        followed.told(SERVER.formatted("2026-07-01 10:00:05"));
        followed.told(call("2")).after(Duration.ofSeconds(6));
        assertThat(followed.cdrs()).extracting(Cdr::derived).containsExactly(true, false);
    }

    private static String call(String id) {
        return "Event: Newchannel\nChannel: SIP/a-" + id + "\nChannelState: 4\nUniqueid: " + id + "\n\n"
                + "Event: Hangup\nChannel: SIP/a-" + id + "\nUniqueid: " + id + "\nCause: 16\n\n";
    }
}
