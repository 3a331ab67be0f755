package io.camelami.simulator;

import io.camelami.simulator.net.ServerThreads;
import io.camelami.simulator.net.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The modems of a gateway: one a span, each doing one thing at a time and taking its time for it. */
final class Radio implements AutoCloseable {
    private final Duration sendTime;
    private final Consumer<SentSms> onSent;
    private final BiConsumer<Integer, String> onDialled;
    private final Timer timer;
    private final ServerThreads threads = new ServerThreads();
    private final Map<Integer, Modem> modems = new TreeMap<>();
    private volatile UssdNetwork ussdNetwork = (span, code, inMenu) -> UssdAnswer.of("Your balance is 5.00");

    /**
     * @param onDialled hears of each USSD code, and over which span it went
     */
    Radio(
            int firstSpan,
            int count,
            Duration sendTime,
            Timer timer,
            Consumer<SentSms> onSent,
            BiConsumer<Integer, String> onDialled) {
        this.sendTime = sendTime;
        this.timer = timer;
        this.onSent = onSent;
        this.onDialled = onDialled;
        for (int span = firstSpan; span < firstSpan + count; span++) {
            modems.put(span, new Modem(span));
        }
    }

    Optional<Modem> modem(int span) {
        return Optional.ofNullable(modems.get(span));
    }

    Collection<Modem> modems() {
        return List.copyOf(modems.values());
    }

    void setUssdNetwork(UssdNetwork network) {
        ussdNetwork = network;
    }

    @Override
    public void close() {
        threads.stopAll();
    }

    /** Work that waits for its turn at a modem. */
    @FunctionalInterface
    interface Job {
        void run() throws InterruptedException;
    }

    final class Modem {
        private final int span;
        private final Deque<SendBehaviour> script = new ArrayDeque<>();
        private final Deque<UssdAnswer> ussdAnswers = new ArrayDeque<>();
        private final AtomicBoolean reserved = new AtomicBoolean();
        private final ReentrantLock air = new ReentrantLock(true);
        private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
        private volatile SpanState state = SpanState.UP;
        private boolean working;
        private boolean inMenu;

        private Modem(int span) {
            this.span = span;
        }

        int span() {
            return span;
        }

        SpanState state() {
            return state;
        }

        void setState(SpanState state) {
            this.state = state;
        }

        synchronized void script(List<SendBehaviour> behaviours) {
            script.addAll(behaviours);
        }

        /** Takes what the next send is to do; without a network none goes out. */
        synchronized SendBehaviour nextBehaviour() {
            if (!state.registered()) {
                return SendBehaviour.FAILED;
            }
            return script.isEmpty() ? SendBehaviour.SENT : script.remove();
        }

        /** Claims the modem for a synchronous command; false when another one has it. */
        boolean reserve() {
            return reserved.compareAndSet(false, true);
        }

        void release() {
            reserved.set(false);
        }

        /**
         * Puts a message on the air, which takes the send time, and tells whether that was within the limit; the message
         * is out either way.
         */
        boolean send(SentSms sms, SendBehaviour behaviour, Duration limit) throws InterruptedException {
            boolean inTime = sendTime.compareTo(limit) <= 0;
            use(inTime ? sendTime : limit);
            if (behaviour != SendBehaviour.FAILED && behaviour != SendBehaviour.BUSY) {
                onSent.accept(sms);
            }
            return inTime;
        }

        /** Asks the network; an open menu takes the code for a choice. */
        synchronized UssdAnswer dial(String code) {
            onDialled.accept(span, code);
            UssdAnswer answer = ussdAnswers.isEmpty() ? ussdNetwork.answer(span, code, inMenu) : ussdAnswers.remove();
            inMenu = answer.isMenu();
            return answer;
        }

        /** Has the network say this to the next code. */
        synchronized void answerNext(UssdAnswer answer) {
            ussdAnswers.add(answer);
        }

        /** The network said something that nobody had asked for. */
        synchronized void heard(UssdAnswer answer) {
            inMenu = answer.isMenu();
        }

        /** {@code AT+CUSD=2} */
        synchronized void endMenu() {
            inMenu = false;
        }

        /** Keeps the modem busy for the send time, or for the limit: @return whether it was the send time */
        boolean useWithin(Duration limit) throws InterruptedException {
            boolean inTime = sendTime.compareTo(limit) <= 0;
            use(inTime ? sendTime : limit);
            return inTime;
        }

        /** Keeps the modem busy for the send time. */
        void use() throws InterruptedException {
            use(sendTime);
        }

        private void use(Duration time) throws InterruptedException {
            air.lockInterruptibly();
            try {
                timer.pause(time);
            } finally {
                air.unlock();
            }
        }

        /** Queues work to be done in order, without a thread until there is some. */
        synchronized void enqueue(Job job) {
            queue.add(job);
            if (!working) {
                working = true;
                threads.start("gateway-simulator/modem-" + span, this::work);
            }
        }

        private void work() {
            try {
                while (true) {
                    queue.take().run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
