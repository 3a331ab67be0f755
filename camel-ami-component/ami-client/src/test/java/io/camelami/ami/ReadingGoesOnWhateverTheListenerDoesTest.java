package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The thread that reads tells a quick listener itself, and a slow one never keeps its gateway from being read. */
class ReadingGoesOnWhateverTheListenerDoesTest {

    private static final AmiAction TELL = AmiAction.of("Tell");
    private static final String READER = "ami-gsm/gw1/events";

    @AfterEach
    void no_thread_is_left() {
        LinkFixture.awaitNoThread();
    }

    /** Answers each action, and then tells one event. */
    private static ScriptedGateway telling() throws Exception {
        return ScriptedGateway.start(peer -> {
            peer.letIn();
            peer.serve(action -> {
                peer.answer(action, "Success");
                peer.send(events(0, 1));
            });
        });
    }

    /** Tells one event of its own accord, when it may, and answers each action. */
    private static ScriptedGateway tellingOnce(CountDownLatch now) throws Exception {
        return ScriptedGateway.start(peer -> {
            peer.letIn();
            HeldListener.await(now);
            peer.send(events(0, 1));
            peer.serve(action -> peer.answer(action, "Success"));
        });
    }

    private static String events(int first, int count) {
        StringBuilder events = new StringBuilder();
        for (int i = first; i < first + count; i++) {
            events.append("Event: UserEvent\r\nNumber: ").append(i).append("\r\n\r\n");
        }
        return events.toString();
    }

    @Test
    void a_quick_listener_is_told_by_the_thread_that_reads() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        AmiLinkListener quick =
                listening(batch -> told.add(Thread.currentThread().getName()));
        try (ScriptedGateway gateway = telling();
                LinkFixture gw =
                        LinkFixture.to(gateway.port(), quick, config -> config).up()) {
            awaitTheReaderAlone();
            gw.answer(TELL);
            assertThat(told.take()).isEqualTo(READER);
        }
    }

    /** Who tells is not asked again until it has come to its end, which for the login is another thread's. */
    private static void awaitTheReaderAlone() {
        await().atMost(LinkFixture.SOON).until(() -> LinkFixture.threads().equals(List.of(READER)));
    }

    @Test
    void who_does_not_return_is_left_behind_and_hears_the_rest_in_order_afterwards() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        HeldListener listener = new HeldListener(release);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.send(events(0, 1));
                    await().until(() -> !listener.batches().isEmpty());
                    peer.send(events(1, 3_000));
                    peer.serve(action -> {});
                });
                LinkFixture gw = LinkFixture.to(gateway.port(), listener, config -> config)
                        .up()) {
            await().atMost(LinkFixture.SOON).until(() -> gw.link.counters().waiting() == 3_000);
            assertThat(listener.events()).isZero();

            release.countDown();
            await().atMost(LinkFixture.SOON).until(() -> listener.events() == 3_001);
            assertThat(listener.wrong()).isNull();
        } finally {
            release.countDown();
        }
    }

    @Test
    void who_was_slow_is_told_on_a_thread_of_its_own_until_it_may_be_quick_again() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        AtomicBoolean slow = new AtomicBoolean();
        AmiLinkListener listener = listening(batch -> {
            if (slow.getAndSet(false)) {
                spin(1_000_000_000);
            }
            told.add(Thread.currentThread().getName());
        });
        try (ScriptedGateway gateway = telling();
                LinkFixture gw = LinkFixture.to(gateway.port(), listener, config -> config)
                        .up()) {
            awaitTheReaderAlone();
            gw.answer(TELL);
            assertThat(told.take()).isEqualTo(READER);
            awaitTheReaderAlone();
            slow.set(true);
            gw.answer(TELL);
            assertThat(told.take()).isEqualTo(READER);
            awaitTheReaderAlone();
            gw.answer(TELL);
            assertThat(told.take()).isEqualTo("ami-gsm/gw1/listener");

            await().atMost(LinkFixture.SOON).until(() -> {
                gw.answer(TELL);
                return told.take().equals(READER);
            });
        }
    }

    @Test
    void an_answer_to_what_is_sent_meanwhile_does_not_even_wait_for_the_next_look() throws Exception {
        CountDownLatch now = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        HeldListener listener = new HeldListener(release);
        try (SystemRuntime runtime = AmiRuntime.system();
                ScriptedGateway gateway = tellingOnce(now);
                AmiLink link = link(gateway, new Unwatched(runtime), listener)) {
            now.countDown();
            await().atMost(LinkFixture.SOON).until(() -> !listener.batches().isEmpty());

            assertThat(LinkFixture.answerOf(link.send(TELL, LinkFixture.SOON)).success())
                    .isTrue();
            assertThat(listener.events()).isZero();
        } finally {
            now.countDown();
            release.countDown();
        }
    }

    @Test
    void an_answer_that_somebody_waits_for_when_the_telling_begins_does_not_wait_either() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        HeldListener listener = new HeldListener(release);
        try (SystemRuntime runtime = AmiRuntime.system();
                ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.serve(action -> {
                        peer.send(events(0, 1));
                        await().until(() -> !listener.batches().isEmpty());
                        peer.answer(action, "Success");
                    });
                });
                AmiLink link = link(gateway, new Unwatched(runtime), listener)) {
            assertThat(LinkFixture.answerOf(link.send(TELL, LinkFixture.SOON)).success())
                    .isTrue();
            assertThat(listener.events()).isZero();
        } finally {
            release.countDown();
        }
    }

    @Test
    void without_a_thread_to_read_on_the_link_is_down_and_not_deaf() throws Exception {
        CountDownLatch now = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        HeldListener listener = new HeldListener(release);
        try (SystemRuntime runtime = AmiRuntime.system();
                ScriptedGateway gateway = tellingOnce(now)) {
            Unwatched poor = new Unwatched(runtime);
            try (AmiLink link = link(gateway, poor, listener)) {
                now.countDown();
                await().atMost(LinkFixture.SOON).until(() -> !listener.batches().isEmpty());
                poor.threads = false;

                assertThat(LinkFixture.failureOf(link.send(TELL, LinkFixture.SOON)))
                        .isInstanceOf(AmiNoAnswerException.class);
                assertThat(link.status().state()).isEqualTo(LinkState.DOWN);
            }
        } finally {
            now.countDown();
            release.countDown();
        }
    }

    @Test
    void an_interrupt_that_a_listener_leaves_behind_is_none_of_the_reading() throws Exception {
        BlockingQueue<Boolean> told = new LinkedBlockingQueue<>();
        AmiLinkListener listener = listening(batch -> {
            told.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        });
        try (ScriptedGateway gateway = telling();
                LinkFixture gw = LinkFixture.to(gateway.port(), listener, config -> config)
                        .up()) {
            for (int i = 0; i < 3; i++) {
                awaitTheReaderAlone();
                gw.answer(TELL);
                assertThat(told.take()).isFalse();
            }
        }
    }

    private static AmiLinkListener listening(Consumer<List<AmiEvent>> events) {
        return new AmiLinkListener() {
            @Override
            public void events(List<AmiEvent> batch, long epoch) {
                events.accept(batch);
            }
        };
    }

    private static void spin(long nanos) {
        for (long end = System.nanoTime() + nanos; System.nanoTime() < end; ) {
            Thread.onSpinWait();
        }
    }

    private static AmiLink link(ScriptedGateway gateway, AmiRuntime runtime, AmiLinkListener listener) {
        AmiLinkConfig config = AmiLinkConfig.builder(
                        "gw1", "127.0.0.1", gateway.port(), AmiCredentials.of("ami", "secret"))
                .build();
        AmiLink link = new AmiLink(config, runtime, TcpConnector.plain(), listener);
        link.start();
        await().atMost(LinkFixture.SOON).until(link::isUp);
        awaitTheReaderAlone();
        return link;
    }

    /** A runtime whose watch never looks, and that may have no more threads. */
    private static final class Unwatched implements AmiRuntime {
        private final AmiRuntime real;
        private final ReadingWatch blind = new ReadingWatch(new VirtualRuntime(1).timers());
        private volatile boolean threads = true;

        Unwatched(AmiRuntime real) {
            this.real = real;
        }

        @Override
        public Clock clock() {
            return real.clock();
        }

        @Override
        public long nanoTime() {
            return real.nanoTime();
        }

        @Override
        public ScheduledExecutorService timers() {
            return real.timers();
        }

        @Override
        public void execute(String threadName, Runnable task) {
            if (!threads) {
                throw new RejectedExecutionException("no thread is left");
            }
            real.execute(threadName, task);
        }

        @Override
        public RandomGenerator random() {
            return real.random();
        }

        @Override
        public ReadingWatch readingWatch() {
            return blind;
        }
    }
}
