package io.camelami.component;

import static io.camelami.component.FakeGateway.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.ami.wire.Decoded;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.InboundUssd;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.RawEvent;
import io.camelami.gsm.event.SmsReport;
import io.camelami.gsm.ussd.UssdStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    private final Told told = new Told();
    private final AtomicLong leap = new AtomicLong();
    private final EventQueue queue = new EventQueue(2, WhenFull.BLOCK, this::nanoTime, told);
    private final EventQueue dropping = new EventQueue(4, WhenFull.DROP, this::nanoTime, told);

    private static class Told implements EventQueue.Owner {
        final List<EventQueue.Dropped> gaps = new CopyOnWriteArrayList<>();
        final AtomicInteger holds = new AtomicInteger();
        final AtomicInteger wakes = new AtomicInteger();
        volatile long holes;

        @Override
        public Gap gap(EventQueue.Dropped events) {
            gaps.add(events);
            return new Gap("gw", NOW, 1, events.first(), events.last(), 1, events.count(), "some");
        }

        @Override
        public void drops(boolean paused, long nth, long dropped) {
            holes = nth;
        }

        @Override
        public void holds() {
            holds.incrementAndGet();
        }

        @Override
        public void wake() {
            wakes.incrementAndGet();
        }
    }

    @Test
    void hands_events_out_in_the_order_they_came() throws Exception {
        add(queue, FakeGateway.sms("1"));
        add(queue, FakeGateway.sms("2"));
        assertThat(queue.take()).isEqualTo(FakeGateway.sms("1"));
        assertThat(queue.take()).isEqualTo(FakeGateway.sms("2"));
    }

    @Test
    void events_that_are_told_together_keep_their_order_and_wait_together_for_room() throws Exception {
        List<GatewayEvent> told = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            told.add(FakeGateway.sms("" + i));
        }
        CompletableFuture<Integer> put = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.put(told);
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
        for (int i = 1; i <= 50; i++) {
            assertThat(text(next(queue))).isEqualTo("" + i);
            assertThat(queue.size()).isLessThanOrEqualTo(2);
        }
        assertThat(put.join()).isEqualTo(50);
    }

    @Test
    void who_found_it_full_waits_until_half_of_it_is_free() throws Exception {
        EventQueue ten = new EventQueue(10, WhenFull.BLOCK, this::nanoTime, told);
        for (int i = 1; i <= 10; i++) {
            add(ten, FakeGateway.sms("" + i));
        }
        CompletableFuture<Boolean> next = put(ten, FakeGateway.sms("11"));
        awaitWaiting(ten);
        for (int i = 1; i <= 4; i++) {
            ten.take();
        }
        await().during(Duration.ofMillis(50)).until(() -> !next.isDone());
        ten.take();
        assertThat(next.join()).isTrue();
    }

    @Test
    void makes_the_reader_wait_while_it_is_full() throws Exception {
        add(queue, FakeGateway.sms("1"));
        add(queue, FakeGateway.sms("2"));
        CompletableFuture<Boolean> third = put(queue, FakeGateway.sms("3"));
        await().during(Duration.ofMillis(50)).until(() -> !third.isDone());
        queue.take();
        await().untilAsserted(() -> assertThat(third).isCompletedWithValue(true));
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void an_event_that_waits_when_the_queue_is_closed_is_still_handed_out() throws Exception {
        add(queue, FakeGateway.sms("1"));
        add(queue, FakeGateway.sms("2"));
        CompletableFuture<Boolean> third = put(queue, FakeGateway.sms("3"));
        awaitWaiting(queue);
        queue.close();
        assertThat(texts(queue)).containsExactly("1", "2", "3");
        assertThat(third.join()).isTrue();
        assertThat(queue.late()).isZero();
    }

    @Test
    void an_event_that_waits_when_the_queue_is_discarded_is_counted() throws Exception {
        add(queue, FakeGateway.sms("1"));
        add(queue, FakeGateway.sms("2"));
        CompletableFuture<Boolean> third = put(queue, FakeGateway.sms("3"));
        awaitWaiting(queue);
        queue.close();
        int left = queue.discard();
        assertThat(left + (third.join() ? 0 : queue.late())).isEqualTo(3);
    }

    @Test
    void drops_and_counts_what_does_not_fit_while_it_is_paused() throws Exception {
        queue.pause();
        assertThat(add(queue, FakeGateway.sms("1"))).isTrue();
        assertThat(add(queue, FakeGateway.sms("2"))).isTrue();
        assertThat(add(queue, FakeGateway.sms("3"))).isFalse();
        assertThat(add(queue, FakeGateway.sms("4"))).isFalse();
        assertThat(queue.resume()).isEqualTo(2);
        assertThat(queue.dropped()).isEqualTo(2);
        queue.close();
        assertThat(texts(queue)).containsExactly("1", "2", "gap of 2");
        assertThat(told.gaps).containsExactly(new EventQueue.Dropped(2, NOW, NOW, true));
    }

    @Test
    void where_it_may_drop_the_hole_is_told_in_its_place_and_lasts_until_half_is_free() throws Exception {
        for (int i = 1; i <= 6; i++) {
            assertThat(add(dropping, raw(i))).isEqualTo(i <= 4);
        }
        assertThat(text(dropping.take())).isEqualTo("1");
        assertThat(add(dropping, raw(7))).isFalse();
        assertThat(text(dropping.take())).isEqualTo("2");
        assertThat(add(dropping, raw(8))).isTrue();
        dropping.close();
        assertThat(texts(dropping)).containsExactly("3", "4", "gap of 3", "8");
        assertThat(told.holes).isEqualTo(1);
        assertThat(dropping.dropped()).isEqualTo(3);
    }

    @Test
    void a_hole_after_which_nothing_comes_is_told_too() throws Exception {
        for (int i = 1; i <= 6; i++) {
            add(dropping, raw(i));
        }
        for (int i = 1; i <= 4; i++) {
            assertThat(text(dropping.take())).isEqualTo("" + i);
        }
        assertThat(text(dropping.take())).isEqualTo("gap of 2");
    }

    @Test
    void messages_and_news_of_the_link_are_never_dropped_but_have_as_much_room_again_and_then_wait() throws Exception {
        for (int i = 1; i <= 9; i++) {
            add(dropping, raw(i));
        }
        List<GatewayEvent> kept = List.of(
                FakeGateway.sms("sms"),
                new SmsReport("gw", NOW, 1, 2, "a", "1", Outcome.DELIVERED, "", true),
                new LinkDown("gw", NOW, 1, "away"),
                new InboundUssd("gw", NOW, 1, 1, UssdStatus.DONE, "ussd", 15, "ussd", null));
        // The gap takes a place, so there is room for three.
        for (GatewayEvent event : kept.subList(0, 3)) {
            assertThat(add(dropping, event)).isTrue();
        }
        CompletableFuture<Boolean> last = put(dropping, kept.get(3));
        awaitWaiting(dropping);
        dropping.take();
        assertThat(last.join()).isTrue();
        assertThat(dropping.dropped()).isEqualTo(5);
    }

    @Test
    void a_queue_that_keeps_the_gateway_waiting_says_so_once_even_if_an_event_gets_in_now_and_then() throws Exception {
        add(queue, FakeGateway.sms("1"));
        add(queue, FakeGateway.sms("2"));
        CompletableFuture<Boolean> third = put(queue, FakeGateway.sms("3"));
        awaitWaiting(queue);
        leap.addAndGet(EventQueue.PATIENCE.toNanos() / 2);
        assertThat(queue.holding()).isGreaterThan(EventQueue.PATIENCE.dividedBy(2));
        assertThat(told.holds).hasValue(0);
        CompletableFuture<Boolean> fourth = put(queue, FakeGateway.sms("4"));
        leap.addAndGet(EventQueue.PATIENCE.toNanos() / 2);
        put(queue, FakeGateway.sms("5"));
        await().untilAsserted(() -> assertThat(told.holds).hasValue(1));
        queue.close();
        assertThat(texts(queue)).hasSize(5);
        assertThat(third.join() && fourth.join()).isTrue();
        assertThat(queue.holding()).isZero();
        assertThat(told.holds).hasValue(1);
    }

    @Test
    void a_reader_that_waits_when_the_pause_begins_is_freed() throws Exception {
        add(queue, FakeGateway.sms("1"));
        add(queue, FakeGateway.sms("2"));
        CompletableFuture<Boolean> third = put(queue, FakeGateway.sms("3"));
        await().during(Duration.ofMillis(50)).until(() -> !third.isDone());
        queue.pause();
        await().untilAsserted(() -> assertThat(third).isCompletedWithValue(false));
        assertThat(queue.resume()).isEqualTo(1);
    }

    @Test
    void holds_its_events_while_it_is_paused() throws Exception {
        add(queue, FakeGateway.sms("1"));
        queue.pause();
        assertThat(queue.take()).isNull();
        add(queue, FakeGateway.sms("2"));
        assertThat(told.wakes).hasValue(1);
        queue.resume();
        assertThat(told.wakes).hasValue(2);
        assertThat(queue.take()).isEqualTo(FakeGateway.sms("1"));
    }

    @Test
    void wakes_its_taker_for_the_first_event_after_it_found_nothing_and_for_no_other() throws Exception {
        add(queue, FakeGateway.sms("1"));
        add(queue, FakeGateway.sms("2"));
        assertThat(told.wakes).hasValue(1);
        queue.take();
        queue.take();
        add(queue, FakeGateway.sms("3"));
        assertThat(told.wakes).hasValue(1);
        queue.take();
        assertThat(queue.take()).isNull();
        add(queue, FakeGateway.sms("4"));
        assertThat(told.wakes).hasValue(2);
    }

    @Test
    void a_resumed_queue_wakes_its_taker_only_if_it_holds_something() {
        queue.pause();
        queue.resume();
        assertThat(told.wakes).hasValue(0);
    }

    @Test
    void a_queue_that_is_closed_wakes_its_taker_once_to_finish() throws Exception {
        queue.close();
        queue.close();
        assertThat(told.wakes).hasValue(1);
        assertThat(queue.take()).isNull();
        assertThat(queue.isClosed()).isTrue();
    }

    @Test
    void when_a_queue_is_closed_nobody_has_a_taker_still_to_wake() throws Exception {
        CountDownLatch waking = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        EventQueue slow = new EventQueue(2, WhenFull.BLOCK, this::nanoTime, new Told() {
            @Override
            public void wake() {
                waking.countDown();
                await().until(() -> woken.getCount() == 0);
                super.wake();
            }
        });
        CompletableFuture<Boolean> put = put(slow, FakeGateway.sms("1"));
        waking.await();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(slow::close);
        await().during(Duration.ofMillis(50)).until(() -> !closed.isDone());
        woken.countDown();
        closed.join();
        assertThat(put.join()).isTrue();
    }

    @Test
    void a_closed_queue_hands_out_what_it_holds_and_then_ends() throws Exception {
        add(queue, FakeGateway.sms("1"));
        queue.pause();
        queue.close();
        assertThat(add(queue, FakeGateway.sms("2"))).isFalse();
        assertThat(queue.take()).isEqualTo(FakeGateway.sms("1"));
        assertThat(queue.take()).isNull();
    }

    @Test
    void a_discarded_queue_ends_at_once_and_tells_what_it_held() throws Exception {
        add(queue, FakeGateway.sms("1"));
        add(queue, FakeGateway.sms("2"));
        assertThat(queue.discard()).isEqualTo(2);
        assertThat(queue.take()).isNull();
    }

    @Test
    void a_mark_covers_what_was_queued_then_and_nothing_later() throws Exception {
        add(queue, FakeGateway.sms("1"));
        queue.mark();
        add(queue, FakeGateway.sms("2"));
        assertThat(queue.beforeMark()).isEqualTo(1);
        queue.take();
        assertThat(queue.beforeMark()).isZero();
    }

    /** Large enough for more than one event to be in the hand of who takes. */
    private EventQueue large() throws InterruptedException {
        EventQueue large = new EventQueue(80, WhenFull.BLOCK, this::nanoTime, told);
        for (int i = 1; i <= 80; i++) {
            add(large, FakeGateway.sms("" + i));
        }
        return large;
    }

    @Test
    void what_is_in_the_hand_of_who_takes_counts_as_queued_until_it_is_taken() throws Exception {
        EventQueue large = large();
        large.mark();
        for (int i = 1; i <= 80; i++) {
            assertThat(text(large.take())).isEqualTo("" + i);
            assertThat(large.size()).isEqualTo(80 - i);
            assertThat(large.beforeMark()).isEqualTo(80 - i);
        }
        assertThat(large.take()).isNull();
    }

    @Test
    void raw_events_are_handed_out_as_they_came_with_others_between_them() throws Exception {
        EventQueue large = new EventQueue(80, WhenFull.BLOCK, this::nanoTime, told);
        for (int i = 1; i <= 80; i++) {
            add(large, i % 3 == 0 ? FakeGateway.sms("" + i) : raw(i));
        }
        for (int i = 1; i <= 80; i++) {
            assertThat(text(large.take())).isEqualTo("" + i);
        }
    }

    @Test
    void what_is_in_the_hand_of_who_takes_is_held_back_by_a_pause_and_finished_after_a_close() throws Exception {
        EventQueue large = large();
        assertThat(text(large.take())).isEqualTo("1");
        large.pause();
        assertThat(large.take()).isNull();
        assertThat(large.size()).isEqualTo(79);
        large.resume();
        assertThat(text(large.take())).isEqualTo("2");
        large.pause();
        large.close();
        assertThat(texts(large)).hasSize(78).startsWith("3").endsWith("80");
    }

    @Test
    void who_waits_for_half_of_a_large_queue_waits_for_no_more_than_that() throws Exception {
        EventQueue large = large();
        CompletableFuture<Boolean> next = put(large, FakeGateway.sms("81"));
        awaitWaiting(large);
        for (int i = 1; i < 40; i++) {
            large.take();
        }
        await().during(Duration.ofMillis(50)).until(() -> !next.isDone());
        large.take();
        await().until(next::isDone);
        assertThat(next.join()).isTrue();
    }

    @Test
    void what_is_in_the_hand_of_who_takes_is_taken_or_discarded_and_never_both() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            EventQueue large = large();
            AtomicInteger taken = new AtomicInteger();
            CompletableFuture<Void> taker = CompletableFuture.runAsync(() -> {
                try {
                    while (large.take() != null) {
                        taken.incrementAndGet();
                    }
                } catch (InterruptedException e) {
                    throw new CompletionException(e);
                }
            });
            while (taken.get() < round % 80) {
                Thread.onSpinWait();
            }
            int left = large.discard();
            taker.join();
            assertThat(taken.get() + left).as("round %d", round).isEqualTo(80);
            assertThat(large.size()).isZero();
        }
    }

    private static CompletableFuture<Boolean> put(EventQueue target, GatewayEvent event) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return add(target, event);
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static GatewayEvent next(EventQueue source) {
        return await().until(source::take, Objects::nonNull);
    }

    private static boolean add(EventQueue target, GatewayEvent event) throws InterruptedException {
        return target.put(List.of(event)) == 1;
    }

    private long nanoTime() {
        return System.nanoTime() + leap.get();
    }

    private static void awaitWaiting(EventQueue target) {
        await().until(() -> !target.holding().isZero());
    }

    private static RawEvent raw(int number) {
        return new RawEvent("gw", NOW, number, Decoded.event("Event: Numbered", "Number: " + number));
    }

    /** All that a closed queue still hands out. */
    private static List<String> texts(EventQueue source) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (GatewayEvent event = source.take(); event != null; event = source.take()) {
            texts.add(text(event));
        }
        return texts;
    }

    private static String text(GatewayEvent event) {
        if (event instanceof InboundSms sms) {
            return sms.text();
        }
        return event instanceof RawEvent raw ? "" + raw.epoch() : "gap of " + ((Gap) event).dropped();
    }
}
