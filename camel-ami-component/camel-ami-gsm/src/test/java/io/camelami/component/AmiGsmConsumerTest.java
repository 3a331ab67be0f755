package io.camelami.component;

import static io.camelami.component.FakeGateways.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.camelami.ami.wire.Decoded;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.LinkUp;
import io.camelami.gsm.event.RawEvent;
import io.camelami.gsm.event.SmsReport;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AmiGsmConsumerTest {

    @RegisterExtension
    final FakeGateways fake = new FakeGateways();

    private final List<Exchange> received = new CopyOnWriteArrayList<>();

    @Test
    void an_sms_becomes_an_exchange_with_its_text_and_all_headers() throws Exception {
        consume("", received::add);
        fake.gateway().tell(FakeGateway.sms("Привіт"));
        Exchange exchange = one();
        assertThat(exchange.getMessage().getBody()).isEqualTo("Привіт");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.EVENT, "sms")
                .containsEntry(AmiGsmConstants.GATEWAY, "gw:5038")
                .containsEntry(AmiGsmConstants.SPAN, 3)
                .containsEntry(AmiGsmConstants.FROM, "+491701234567")
                .containsEntry(AmiGsmConstants.MESSAGE_ID, "77")
                .containsEntry(AmiGsmConstants.SENT_AT, OffsetDateTime.parse("2026-03-01T10:59:58+01:00"))
                .containsEntry(AmiGsmConstants.ZONE_ASSUMED, true)
                .containsEntry(AmiGsmConstants.SEEN_AT, FakeGateway.NOW)
                .containsEntry(AmiGsmConstants.PARTS, 1)
                .containsEntry(AmiGsmConstants.SOURCE, InboundSms.Source.EVENT)
                .containsEntry(AmiGsmConstants.EPOCH, 1L)
                .doesNotContainKey(AmiGsmConstants.MISSING_PARTS);
        assertThat(exchange.getMessage().getMessageTimestamp())
                .isEqualTo(
                        OffsetDateTime.parse("2026-03-01T09:59:58Z").toInstant().toEpochMilli());
    }

    @Test
    void an_incomplete_sms_says_which_parts_are_missing() throws Exception {
        consume("", received::add);
        fake.gateway()
                .tell(new InboundSms(
                        "gw:5038",
                        FakeGateway.NOW,
                        1,
                        1,
                        "5555",
                        "a",
                        null,
                        false,
                        null,
                        3,
                        List.of(2, 3),
                        InboundSms.Source.EVENT));
        assertThat(one().getMessage().getHeader(AmiGsmConstants.MISSING_PARTS)).isEqualTo(List.of(2, 3));
    }

    @Test
    void each_raw_event_has_headers_of_its_own_whatever_the_route_does_with_those_of_another() throws Exception {
        consume("&events=raw", exchange -> {
            received.add(exchange.copy());
            exchange.getMessage().removeHeader(AmiGsmConstants.EVENT);
            exchange.getMessage().setHeader(AmiGsmConstants.GATEWAY, "the route's");
        });
        Instant later = FakeGateway.NOW.plusSeconds(1);
        List<RawEvent> told = List.of(
                raw(FakeGateway.NOW, 1, "Dial"),
                raw(FakeGateway.NOW, 1, "Hangup"),
                raw(later, 1, "Dial"),
                raw(later, 2, "Hangup"));
        told.forEach(fake.gateway()::tell);
        await().until(() -> received.size() == 4);
        for (int i = 0; i < told.size(); i++) {
            RawEvent event = told.get(i);
            assertThat(received.get(i).getMessage().getBody()).isSameAs(event);
            assertThat(received.get(i).getMessage().getHeaders())
                    .containsOnly(
                            entry(AmiGsmConstants.EVENT, "raw"),
                            entry(AmiGsmConstants.GATEWAY, "gw:5038"),
                            entry(AmiGsmConstants.SEEN_AT, event.seenAt()),
                            entry(AmiGsmConstants.EPOCH, event.epoch()),
                            entry(Exchange.MESSAGE_TIMESTAMP, event.seenAt().toEpochMilli()));
            assertThat(received.get(i).getMessage().getHeader(AmiGsmConstants.EVENT.toLowerCase(Locale.ROOT)))
                    .isEqualTo("raw");
        }
    }

    private static RawEvent raw(Instant seenAt, long epoch, String name) {
        return new RawEvent("gw:5038", seenAt, epoch, Decoded.event("Event: " + name));
    }

    @Test
    void only_the_events_that_were_asked_for_reach_the_route() throws Exception {
        consume("&events=link", received::add);
        fake.gateway().tell(FakeGateway.sms("not this"));
        fake.gateway().tell(new LinkDown("gw:5038", FakeGateway.NOW, 1, "nothing heard for 30 s"));
        fake.gateway().tell(new LinkUp("gw:5038", FakeGateway.NOW, 2));
        await().until(() -> received.size() == 3);
        assertThat(received)
                .extracting(exchange -> exchange.getMessage().getHeader(AmiGsmConstants.EVENT))
                .containsExactly("link-up", "link-down", "link-up");
        assertThat(received.get(1).getMessage().getBody()).isInstanceOf(LinkDown.class);
        assertThat(received.get(1).getMessage().getHeader(AmiGsmConstants.DETAIL))
                .isEqualTo("nothing heard for 30 s");
    }

    @Test
    void a_route_that_starts_when_the_link_is_up_already_is_told_so_once() throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:out").to(GATEWAY);
                from(GATEWAY + "&events=link").process(received::add);
            }
        });
        fake.gateway().tell(new LinkUp("gw:5038", FakeGateway.NOW, 1));
        fake.gateway().tell(new LinkUp("gw:5038", FakeGateway.NOW, 2));
        await().until(() -> received.size() == 2);
        assertThat(received)
                .extracting(exchange -> exchange.getMessage().getHeader(AmiGsmConstants.EPOCH))
                .containsExactly(1L, 2L);
    }

    @Test
    void a_delivery_report_carries_the_reference_of_the_send_and_its_outcome() throws Exception {
        consume("&events=delivery", received::add);
        fake.gateway()
                .tell(new SmsReport(
                        "gw:5038", FakeGateway.NOW, 1, 2, "order-7", "812", Outcome.DELIVERED, "Status 1", false));
        assertThat(one().getMessage().getHeaders())
                .containsEntry(AmiGsmConstants.EVENT, "delivery")
                .containsEntry(AmiGsmConstants.MESSAGE_ID, "order-7")
                .containsEntry(AmiGsmConstants.OUTCOME, Outcome.DELIVERED)
                .containsEntry(AmiGsmConstants.SPAN, 2)
                .containsEntry(AmiGsmConstants.REPLY, "Status 1");
        assertThat(one().getMessage().getBody()).isInstanceOf(SmsReport.class);
    }

    @Test
    void an_unknown_kind_of_event_is_refused_with_the_kinds_there_are() {
        assertThatThrownBy(() -> consume("&events=sms,smoke", received::add))
                .hasStackTraceContaining(
                        "Option events=sms,smoke has 'smoke'; it is a list, with commas, of sms, ussd, delivery, call, call-event, missed, cdr, span, link, raw");
    }

    @Test
    void events_reach_the_route_one_after_the_other_in_the_order_they_came() throws Exception {
        consume("", received::add);
        IntStream.range(0, 500).forEach(i -> fake.gateway().tell(FakeGateway.sms("" + i)));
        await().until(() -> received.size() == 500);
        assertThat(bodies())
                .isEqualTo(IntStream.range(0, 500).mapToObj(String::valueOf).toList());
    }

    @Test
    void the_route_runs_on_a_thread_named_after_gateway_and_route() throws Exception {
        List<String> names = new CopyOnWriteArrayList<>();
        consume("", exchange -> names.add(Thread.currentThread().getName()));
        fake.gateway().tell(FakeGateway.sms("a"));
        await().untilAsserted(() -> assertThat(names).singleElement().asString().contains("ami-gsm/gw:5038/in"));
    }

    @Test
    void a_failing_route_is_told_to_the_exception_handler_and_the_next_event_still_comes() throws Exception {
        List<Throwable> handled = new CopyOnWriteArrayList<>();
        tellTwoToARouteThatFails(handled);
        await().untilAsserted(() -> assertThat(handled).hasSize(2));
        assertThat(bodies()).containsExactly("1", "2");
    }

    @Test
    void an_exception_handler_that_fails_itself_does_not_leave_the_route_deaf() throws Exception {
        tellTwoToARouteThatFails(List.of());
        await().untilAsserted(() -> assertThat(bodies()).containsExactly("1", "2"));
    }

    /** @param handled where its exception handler puts them, which fails if that takes none */
    private void tellTwoToARouteThatFails(List<Throwable> handled) throws Exception {
        fake.context.getRegistry().bind("handler", (org.apache.camel.spi.ExceptionHandler)
                new RecordingExceptionHandler(handled));
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(GATEWAY + "&exceptionHandler=#handler").process(exchange -> {
                    received.add(exchange.copy());
                    throw new IllegalStateException("database down");
                });
            }
        });
        fake.gateway().tell(FakeGateway.sms("1"));
        fake.gateway().tell(FakeGateway.sms("2"));
    }

    @Test
    void a_suspended_route_emits_nothing_and_gets_what_came_meanwhile_when_it_is_resumed() throws Exception {
        consume("", received::add);
        fake.context.getRouteController().suspendRoute("in");
        fake.gateway().tell(FakeGateway.sms("1"));
        fake.gateway().tell(FakeGateway.sms("2"));
        await().during(java.time.Duration.ofMillis(100)).until(received::isEmpty);
        fake.context.getRouteController().resumeRoute("in");
        await().untilAsserted(() -> assertThat(bodies()).containsExactly("1", "2"));
    }

    @Test
    void what_a_suspended_route_had_to_drop_is_announced_as_a_gap() throws Exception {
        consume("&events=sms,link&queueSize=2", received::add);
        await().until(() -> received.size() == 1);
        received.clear();
        fake.context.getRouteController().suspendRoute("in");
        IntStream.range(0, 5).forEach(i -> fake.gateway().tell(FakeGateway.sms("" + i)));
        fake.context.getRouteController().resumeRoute("in");
        await().until(() -> received.size() == 3);
        assertThat(received.subList(0, 2))
                .extracting(exchange -> exchange.getMessage().getBody())
                .containsExactly("0", "1");
        assertThat(received.get(2).getMessage().getBody(Gap.class).dropped()).isEqualTo(3);
        assertThat(received.get(2).getMessage().getHeader(AmiGsmConstants.EVENT))
                .isEqualTo("gap");
    }

    @Test
    void stopping_a_route_finishes_what_is_queued() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        consume("", exchange -> {
            received.add(exchange.copy());
            first.countDown();
            go.await(10, TimeUnit.SECONDS);
        });
        IntStream.range(0, 20).forEach(i -> fake.gateway().tell(FakeGateway.sms("" + i)));
        first.await(10, TimeUnit.SECONDS);
        go.countDown();
        fake.context.getRouteController().stopRoute("in");
        assertThat(received).hasSize(20);
    }

    @Test
    void stopping_a_suspended_route_finishes_what_it_held() throws Exception {
        consume("", received::add);
        fake.context.getRouteController().suspendRoute("in");
        fake.gateway().tell(FakeGateway.sms("held"));
        fake.context.getRouteController().stopRoute("in");
        assertThat(bodies()).containsExactly("held");
    }

    @Test
    void a_route_that_does_not_end_in_time_is_stopped_within_the_shutdown_timeout() throws Exception {
        fake.context.getShutdownStrategy().setTimeout(1);
        CountDownLatch never = new CountDownLatch(1);
        consume("", exchange -> never.await());
        fake.gateway().tell(FakeGateway.sms("1"));
        fake.gateway().tell(FakeGateway.sms("2"));
        long start = System.nanoTime();
        fake.context.getRouteController().stopRoute("in");
        assertThat(java.time.Duration.ofNanos(System.nanoTime() - start)).isLessThan(java.time.Duration.ofSeconds(8));
        assertThat(fake.gateway().closed).isTrue();
        await().untilAsserted(() -> assertThat(threads()).noneMatch(name -> name.contains("ami-gsm/")));
    }

    @Test
    void a_route_that_has_heard_nothing_has_no_thread() throws Exception {
        consume("", received::add);
        assertThat(threads()).noneMatch(name -> name.contains("ami-gsm/gw:5038/in"));
    }

    @Test
    void a_stopped_route_leaves_no_thread_and_no_listener() throws Exception {
        consume("", received::add);
        fake.gateway().tell(FakeGateway.sms("1"));
        one();
        assertThat(threads()).anyMatch(name -> name.contains("ami-gsm/gw:5038/in"));
        fake.context.getRouteController().stopRoute("in");
        assertThat(fake.gateway().listeners).isEmpty();
        await().untilAsserted(() -> assertThat(threads()).noneMatch(name -> name.contains("ami-gsm/")));
    }

    @Test
    void a_route_can_be_stopped_and_started_again_and_again() throws Exception {
        consume("", received::add);
        for (int i = 0; i < 20; i++) {
            fake.context.getRouteController().stopRoute("in");
            fake.context.getRouteController().startRoute("in");
        }
        fake.gateway().tell(FakeGateway.sms("still here"));
        assertThat(one().getMessage().getBody()).isEqualTo("still here");
        assertThat(fake.opened)
                .hasSize(21)
                .filteredOn(gateway -> !gateway.closed)
                .hasSize(1);
    }

    private void consume(String options, Processor processor) throws Exception {
        fake.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(GATEWAY + options).routeId("in").process(processor);
            }
        });
    }

    private Exchange one() {
        await().until(() -> received.size() == 1);
        return received.get(0);
    }

    private List<Object> bodies() {
        return received.stream()
                .map(exchange -> exchange.getMessage().getBody())
                .toList();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private record RecordingExceptionHandler(List<Throwable> handled) implements org.apache.camel.spi.ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {
            handled.add(exception);
        }

        @Override
        public void handleException(String message, Throwable exception) {
            handled.add(exception);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            handled.add(exception);
        }
    }
}
