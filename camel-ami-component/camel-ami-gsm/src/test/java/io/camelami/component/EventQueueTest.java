package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    private final EventQueue queue = new EventQueue(2);

    @Test
    void hands_events_out_in_the_order_they_came() throws Exception {
        queue.put(FakeGateway.sms("1"));
        queue.put(FakeGateway.sms("2"));
        assertThat(queue.take()).isEqualTo(FakeGateway.sms("1"));
        assertThat(queue.take()).isEqualTo(FakeGateway.sms("2"));
    }

    @Test
    void makes_the_reader_wait_while_it_is_full() throws Exception {
        queue.put(FakeGateway.sms("1"));
        queue.put(FakeGateway.sms("2"));
        CompletableFuture<Boolean> third = put("3");
        await().during(java.time.Duration.ofMillis(50)).until(() -> !third.isDone());
        queue.take();
        await().untilAsserted(() -> assertThat(third).isCompletedWithValue(true));
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void frees_a_waiting_reader_when_it_is_closed() throws Exception {
        queue.put(FakeGateway.sms("1"));
        queue.put(FakeGateway.sms("2"));
        CompletableFuture<Boolean> third = put("3");
        queue.close();
        await().untilAsserted(() -> assertThat(third).isCompletedWithValue(false));
        assertThat(queue.dropped()).isZero();
    }

    @Test
    void drops_and_counts_what_does_not_fit_while_it_is_paused() throws Exception {
        queue.pause();
        assertThat(queue.put(FakeGateway.sms("1"))).isTrue();
        assertThat(queue.put(FakeGateway.sms("2"))).isTrue();
        assertThat(queue.put(FakeGateway.sms("3"))).isFalse();
        assertThat(queue.put(FakeGateway.sms("4"))).isFalse();
        assertThat(queue.resume()).isEqualTo(new EventQueue.Dropped(2, FakeGateway.NOW, FakeGateway.NOW));
        assertThat(queue.dropped()).isZero();
        assertThat(queue.take()).isEqualTo(FakeGateway.sms("1"));
    }

    @Test
    void a_reader_that_waits_when_the_pause_begins_is_freed() throws Exception {
        queue.put(FakeGateway.sms("1"));
        queue.put(FakeGateway.sms("2"));
        CompletableFuture<Boolean> third = put("3");
        await().during(java.time.Duration.ofMillis(50)).until(() -> !third.isDone());
        queue.pause();
        await().untilAsserted(() -> assertThat(third).isCompletedWithValue(false));
        assertThat(queue.resume().count()).isEqualTo(1);
    }

    @Test
    void holds_its_events_while_it_is_paused() throws Exception {
        queue.put(FakeGateway.sms("1"));
        queue.pause();
        CompletableFuture<Object> taken = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
        await().during(java.time.Duration.ofMillis(50)).until(() -> !taken.isDone());
        queue.resume();
        await().untilAsserted(() -> assertThat(taken).isCompletedWithValue(FakeGateway.sms("1")));
    }

    @Test
    void a_closed_queue_hands_out_what_it_holds_and_then_ends() throws Exception {
        queue.put(FakeGateway.sms("1"));
        queue.pause();
        queue.close();
        assertThat(queue.put(FakeGateway.sms("2"))).isFalse();
        assertThat(queue.take()).isEqualTo(FakeGateway.sms("1"));
        assertThat(queue.take()).isNull();
    }

    @Test
    void a_discarded_queue_ends_at_once_and_tells_what_it_held() throws Exception {
        queue.put(FakeGateway.sms("1"));
        queue.put(FakeGateway.sms("2"));
        assertThat(queue.discard()).isEqualTo(2);
        assertThat(queue.take()).isNull();
    }

    @Test
    void a_mark_covers_what_was_queued_then_and_nothing_later() throws Exception {
        queue.put(FakeGateway.sms("1"));
        queue.mark();
        queue.put(FakeGateway.sms("2"));
        assertThat(queue.beforeMark()).isEqualTo(1);
        queue.take();
        assertThat(queue.beforeMark()).isZero();
    }

    private CompletableFuture<Boolean> put(String text) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return queue.put(FakeGateway.sms(text));
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }
}
