package io.camelami.component;

import static io.camelami.component.FakeGateways.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.call.CallOutcome;
import io.camelami.gsm.call.HangupRequest;
import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.CallDirection;
import io.camelami.gsm.event.CallEvent;
import io.camelami.gsm.event.Cdr;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallEventsTest {

    private static final Instant NOW = FakeGateway.NOW;

    @RegisterExtension
    final FakeGateways fake = new FakeGateways();

    private final List<Exchange> received = new CopyOnWriteArrayList<>();

    @Test
    void a_call_is_one_exchange_at_its_end() throws Exception {
        consume("call");
        Call call = call(false);
        fake.gateway().tell(change(CallEvent.Change.RINGING));
        fake.gateway().tell(call);

        Exchange exchange = one();
        assertThat(exchange.getMessage().getBody()).isEqualTo(call);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.EVENT, "call")
                .containsEntry(AmiGsmConstants.CALL_ID, "1.1")
                .containsEntry(AmiGsmConstants.DIRECTION, CallDirection.INBOUND)
                .containsEntry(AmiGsmConstants.FROM, "+491701234567")
                .containsEntry(AmiGsmConstants.CALLED, "+49301234")
                .containsEntry(AmiGsmConstants.CALL_OUTCOME, CallOutcome.ANSWERED)
                .containsEntry(AmiGsmConstants.CAUSE, 16)
                .containsEntry(AmiGsmConstants.CAUSE_TEXT, "Normal Clearing")
                .containsEntry(AmiGsmConstants.RING_SECONDS, 4L)
                .containsEntry(AmiGsmConstants.TALK_SECONDS, 30L)
                .containsEntry(AmiGsmConstants.MISSED, false)
                .containsEntry(AmiGsmConstants.COMPLETE, true);
    }

    @Test
    void a_missed_call_comes_once_also_to_one_who_asks_twice() throws Exception {
        consume("call,missed");
        fake.gateway().tell(call(true));

        assertThat(one().getMessage().getHeader(AmiGsmConstants.MISSED)).isEqualTo(true);
    }

    @Test
    void missed_leaves_out_the_calls_that_were_answered() throws Exception {
        consume("missed");
        fake.gateway().tell(call(false));
        fake.gateway().tell(call(true));

        assertThat(one().getMessage().getBody(Call.class).missed()).isTrue();
    }

    @Test
    void a_change_has_the_channel_that_the_producer_reads() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(GATEWAY + "&events=call-event").process(received::add).to(GATEWAY + "&operation=HANGUP");
            }
        });
        fake.gateway().tell(change(CallEvent.Change.RINGING));

        await().until(() -> !fake.gateway().calls.isEmpty());
        assertThat(fake.gateway().calls).containsExactly(HangupRequest.of("Dongle/d0-1"));
        assertThat(one().getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.EVENT, "call-event")
                .containsEntry(AmiGsmConstants.CALL_CHANGE, CallEvent.Change.RINGING)
                .containsEntry(AmiGsmConstants.PEER_CHANNEL, "SIP/1001-2")
                .containsEntry(AmiGsmConstants.FROM, "+491701234567")
                .doesNotContainKey(AmiGsmConstants.CAUSE);
    }

    @Test
    void a_record_says_whether_it_is_the_server_s_own() throws Exception {
        consume("cdr");
        OffsetDateTime start = OffsetDateTime.parse("2026-03-01T10:00:00+01:00");
        fake.gateway()
                .tell(new Cdr(
                        "gw:5038",
                        NOW,
                        1,
                        "1.1",
                        null,
                        "303",
                        "305",
                        "default",
                        "\"303\" <303>",
                        "SIP/303-1",
                        null,
                        "Dial",
                        "SIP/305",
                        start,
                        null,
                        start.plusSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        "NO ANSWER",
                        null,
                        null,
                        true));

        assertThat(one().getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.EVENT, "cdr")
                .containsEntry(AmiGsmConstants.DERIVED, true)
                .containsEntry(AmiGsmConstants.FROM, "303")
                .containsEntry(AmiGsmConstants.CALLED, "305")
                .containsEntry(AmiGsmConstants.UNIQUE_ID, "1.1");
    }

    /** The recipe of the documentation: the caller's number is where the producer sends an SMS without any mapping. */
    @Test
    void an_sms_to_one_whose_call_was_missed_is_a_route_of_five_lines() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(GATEWAY + "&events=missed")
                        .filter(header(AmiGsmConstants.FROM).isNotNull())
                        .setBody(constant("We missed your call and will call back."))
                        .to(GATEWAY + "&operation=SEND_SMS");
            }
        });
        fake.gateway().tell(call(false));
        fake.gateway().tell(call(true));

        await().until(() -> !fake.gateway().requests.isEmpty());
        assertThat(fake.gateway().requests)
                .containsExactly(SmsRequest.of("+491701234567", "We missed your call and will call back."));
    }

    private void consume(String events) throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(GATEWAY + "&events=" + events).process(received::add);
            }
        });
    }

    private Exchange one() {
        await().until(() -> !received.isEmpty());
        assertThat(received).hasSize(1);
        return received.get(0);
    }

    private static CallEvent change(CallEvent.Change change) {
        return new CallEvent(
                "gw:5038",
                NOW,
                1,
                "1.1",
                change,
                CallDirection.INBOUND,
                "+491701234567",
                "+49301234",
                "Dongle/d0-1",
                "SIP/1001-2",
                "1.1",
                "1.1",
                0,
                null);
    }

    private static Call call(boolean missed) {
        return new Call(
                "gw:5038",
                NOW,
                1,
                "1.1",
                CallDirection.INBOUND,
                "+491701234567",
                "+49301234",
                NOW.minusSeconds(34),
                NOW.minusSeconds(34),
                missed ? null : NOW.minusSeconds(30),
                NOW,
                missed ? CallOutcome.HUNG_UP : CallOutcome.ANSWERED,
                16,
                "Normal Clearing",
                missed,
                true,
                List.of(),
                List.of());
    }
}
