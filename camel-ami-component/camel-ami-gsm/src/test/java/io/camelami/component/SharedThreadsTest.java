package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateways of a context have their threads in common. */
class SharedThreadsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final SharedThreads shared = new SharedThreads(context);

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    @Test
    void gateways_share_their_timer_and_the_threads_for_their_tasks() throws Exception {
        try (CamelThreads one = shared.open();
                CamelThreads other = shared.open()) {
            assertThat(one.timers()).isSameAs(other.timers());
            run(one, "ami-gsm/one/task");
            run(other, "ami-gsm/other/task");
            assertThat(threads())
                    .filteredOn(name -> name.contains("ami-gsm/task"))
                    .hasSize(1);
        }
    }

    @Test
    void a_gateway_that_is_closed_takes_no_threads_from_the_others() throws Exception {
        try (CamelThreads other = shared.open()) {
            shared.open().close();
            run(other, "ami-gsm/other/task");
            CompletableFuture<Void> ticked = new CompletableFuture<>();
            other.timers().execute(() -> ticked.complete(null));
            ticked.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void as_much_may_wait_for_its_time_as_a_thousand_gateways_have() {
        try (CamelThreads threads = shared.open()) {
            for (int i = 0; i < 10_000; i++) {
                threads.timers().schedule(() -> {}, 1, TimeUnit.HOURS);
            }
        }
    }

    @Test
    void the_last_gateway_ends_the_threads_and_the_next_one_has_new_ones() throws Exception {
        CamelThreads first = shared.open();
        run(first, "ami-gsm/first/task");
        first.timers().execute(() -> {});
        first.close();
        await().untilAsserted(() -> assertThat(threads()).noneMatch(name -> name.contains("ami-gsm/")));
        try (CamelThreads second = shared.open()) {
            run(second, "ami-gsm/second/task");
        }
    }

    /** Returns when its thread can be had again. */
    private static void run(CamelThreads threads, String name) throws Exception {
        CompletableFuture<String> ran = new CompletableFuture<>();
        threads.execute(name, () -> ran.complete(Thread.currentThread().getName()));
        assertThat(ran.get(10, TimeUnit.SECONDS)).contains(name);
        await().untilAsserted(() -> assertThat(threads()).noneMatch(thread -> thread.contains(name)));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
