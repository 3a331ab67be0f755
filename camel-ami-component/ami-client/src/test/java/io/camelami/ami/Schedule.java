package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One seed: a link and its gateway in every order of moves that the seed draws, and what must hold in all of them. */
final class Schedule implements AmiLinkListener, ScheduledGateway.Mover {

    /** One action of ours. */
    private record Sent(String name, Duration timeout, Duration at, CompletableFuture<AmiResponse> future) {}

    private final Random random;
    private final VirtualRuntime runtime;
    private final ScheduledGateway gateway;
    private final AmiLink link;
    private final int steps;
    private final boolean drops;

    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, Duration> endedAt = new HashMap<>();

    // What the listener heard.
    private long epoch;
    private boolean up;
    private final Map<Long, Integer> lineOfEpoch = new HashMap<>();
    /** Of each epoch: serial numbers of events, and negative numbers for so many that were dropped. */
    private final Map<Long, List<Integer>> heard = new HashMap<>();

    private boolean closed;
    private AssertionError wrong;

    Schedule(long seed) {
        // Random begins alike for seeds that are near one another.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        runtime = new VirtualRuntime(seed).holdTasks();
        gateway = new ScheduledGateway(random, random.nextInt(4) > 0);
        drops = random.nextInt(3) == 0;
        steps = 40 + random.nextInt(200);
        AmiLinkConfig config = AmiLinkConfig.builder("gw1", "gateway", 5038, AmiCredentials.of("ami", "secret"))
                .nodeId("node")
                .keepAlive(new AmiKeepAlive(Duration.ofSeconds(20), Duration.ofSeconds(30)))
                .commandSessions(random.nextInt(3))
                .eventQueue(drops ? 1 + random.nextInt(8) : 1_000_000)
                .overflow(drops ? AmiOverflow.DROP : AmiOverflow.BLOCK)
                .build();
        link = new AmiLink(config, runtime, gateway, this);
    }

    void run() {
        link.start();
        for (int i = 0; i < steps && !closed; i++) {
            step();
        }
        close();
        settle();
        check();
    }

    private void step() {
        int move = random.nextInt(100);
        if (move < 2) {
            if (random.nextInt(5) == 0) {
                close();
            }
        } else if (move < 14) {
            if (link.status().up() || random.nextInt(20) == 0) {
                send();
            }
        } else if (move < 16 && !sent.isEmpty()) {
            sent.get(random.nextInt(sent.size())).future.cancel(false);
        } else if (move < 20) {
            advance();
        } else if (move < 36) {
            runTask();
        } else if (!gateway.lines.isEmpty()) {
            // The newer, the likelier: the others are mostly over.
            int back = random.nextInt(3);
            gateway.move(gateway.lines.get(Math.max(0, gateway.lines.size() - 1 - back)), this, 4, 6);
        }
        if (random.nextInt(200) == 0) {
            runtime.pause(Duration.ofSeconds(random.nextInt(100)));
        }
    }

    private void advance() {
        runtime.advance(
                random.nextInt(6) == 0
                        ? Duration.ofSeconds(random.nextInt(40))
                        : Duration.ofMillis(random.nextInt(800)));
    }

    private void runTask() {
        if (runtime.tasksHeld() > 0) {
            runtime.runOne(random);
        }
    }

    @Override
    public boolean closed() {
        return closed;
    }

    @Override
    public void talk(ScheduledGateway.Line line) {
        int move = random.nextInt(60);
        if (move < 25) {
            if (line.hasMore()) {
                line.deliver(1 + random.nextInt(random.nextBoolean() ? 20 : 2_000));
            }
        } else if (move < 42) {
            if (!line.inbox.isEmpty()) {
                line.answerNext();
            }
        } else if (move < 55) {
            for (int i = random.nextInt(5); i >= 0 && line.loggedIn && line.events; i--) {
                line.event("Counted");
            }
        } else if (move == 55) {
            line.end(random.nextBoolean() ? null : new IOException("Connection reset"));
        } else if (move == 56) {
            line.breakWriting(random.nextInt(120));
        } else if (move == 57) {
            line.deaf = true;
        } else if (move == 58 && line.loggedIn) {
            line.event("Shutdown");
        }
    }

    private void send() {
        String name = "N" + sent.size() + ".";
        Duration timeout = Duration.ofMillis(1 + random.nextInt(60_000));
        boolean command = random.nextInt(3) == 0;
        AmiAction action = AmiAction.of(name).with(command ? "Command" : "X", "y".repeat(random.nextInt(40)));
        CompletableFuture<AmiResponse> future =
                command ? link.sendOnCommandSession(action, timeout) : link.send(action, timeout);
        sent.add(new Sent(name, timeout, runtime.elapsed(), future));
        future.whenComplete((answer, failure) -> {
            endedAt.put(name, runtime.elapsed());
            if (random.nextInt(8) == 0 && sent.size() < 100) {
                send();
            }
        });
    }

    private void close() {
        link.close();
        closed = true;
    }

    /** The end of a connection ends all that was written on it, at once. */
    @Override
    public void notice(ScheduledGateway.Line line) {
        line.notice();
        for (Sent one : sent) {
            // The thread that tells of a timeout may be on its way.
            boolean timedOut = runtime.elapsed().minus(one.at).compareTo(one.timeout) >= 0;
            if (line.offered.contains(one.name) && !timedOut) {
                assertThat(one.future)
                        .as("%s after the end of its connection", one.name)
                        .isDone();
            }
        }
    }

    private void settle() {
        boolean more = true;
        while (more) {
            more = runtime.tasksHeld() > 0;
            runTask();
            for (ScheduledGateway.Line line : List.copyOf(gateway.lines)) {
                if (line.state == ScheduledGateway.State.ENDING) {
                    notice(line);
                    more = true;
                }
            }
        }
    }

    private void check() {
        assertThat(runtime.failures()).isEmpty();
        assertThat(runtime.timersSet()).as("timers left").isZero();
        assertThat(gateway.lines).allMatch(line -> line.state == ScheduledGateway.State.ENDED);
        assertThat(link.counters().pending()).as("actions left").isZero();
        assertThat(link.counters().waiting()).as("events left").isZero();
        assertThat(link.status().epoch()).isGreaterThanOrEqualTo(epoch);
        sent.forEach(this::checkEnd);
        lineOfEpoch.keySet().forEach(this::placeOfLast);
        if (wrong != null) {
            throw wrong;
        }
    }

    /** How many of the events read in an epoch the listener has heard of; checks that they are the first and in order. */
    private int placeOfLast(long current) {
        List<Integer> read = gateway.lines.get(lineOfEpoch.get(current)).read;
        int place = 0;
        for (int news : heard.get(current)) {
            if (news > 0) {
                assertThat(read.subList(place, read.size()))
                        .as("event %d next", place)
                        .startsWith(news);
            }
            place += news > 0 ? 1 : -news;
        }
        return place;
    }

    private void checkEnd(Sent one) {
        assertThat(one.future).as(one.name).isDone();
        List<ScheduledGateway.Line> told = gateway.lines.stream()
                .filter(line -> line.offered.contains(one.name))
                .toList();
        assertThat(told).as("%s is written once", one.name).hasSizeLessThanOrEqualTo(1);
        if (one.future.isCancelled()) {
            return;
        }
        Throwable failure = failureOf(one.future);
        if (failure == null) {
            AmiResponse answer = one.future.join();
            String marker = answer.get("Marker");
            assertThat(
                            marker != null
                                    ? marker
                                    : String.join("", answer.output()).replace("Marker: ", ""))
                    .as("the answer to %s", one.name)
                    .isEqualTo(one.name);
        } else if (failure instanceof AmiNotWrittenException) {
            assertThat(told).as("%s: %s", one.name, failure.getMessage()).isEmpty();
        } else {
            assertThat(failure).isInstanceOf(AmiNoAnswerException.class);
            assertThat(told).as("%s: %s", one.name, failure.getMessage()).hasSize(1);
            if (((AmiNoAnswerException) failure).reason() == AmiNoAnswerException.Reason.TIMEOUT) {
                assertThat(endedAt.get(one.name).minus(one.at)).isGreaterThanOrEqualTo(one.timeout);
            } else {
                assertThat(told.get(0).state).isEqualTo(ScheduledGateway.State.ENDED);
            }
        }
    }

    private static Throwable failureOf(CompletableFuture<AmiResponse> future) {
        try {
            future.join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    // ------------------------------------------------------------------ the listener

    /** What a listener throws ends nothing, so it is kept for the end. */
    private void hear(Runnable checks) {
        try {
            assertThat(closed).as("told after the close").isFalse();
            checks.run();
        } catch (AssertionError e) {
            wrong = wrong == null ? e : wrong;
        }
    }

    @Override
    public void linkUp(LinkStatus status) {
        hear(() -> {
            assertThat(up).as("up twice").isFalse();
            assertThat(status.epoch()).isEqualTo(epoch + 1);
            epoch = status.epoch();
            up = true;
            heard.put(epoch, new ArrayList<>());
        });
    }

    @Override
    public void linkDown(LinkStatus status) {
        hear(() -> {
            assertThat(up || epoch == 0).as("down twice").isTrue();
            assertThat(status.epoch()).isEqualTo(epoch);
            up = false;
            if (lineOfEpoch.containsKey(epoch)) {
                assertThat(placeOfLast(epoch))
                        .as("all events before the down")
                        .isEqualTo(
                                gateway.lines.get(lineOfEpoch.get(epoch)).read.size());
            }
        });
    }

    @Override
    public void events(List<AmiEvent> batch, long current) {
        hear(() -> {
            assertThat(up).as("events of a link that is up").isTrue();
            assertThat(current).isEqualTo(epoch);
            assertThat(batch).isNotEmpty();
            for (AmiEvent event : batch) {
                int line = Integer.parseInt(event.get("Line"));
                assertThat(lineOfEpoch.computeIfAbsent(current, first -> line)).isEqualTo(line);
                heard.get(current).add(Integer.parseInt(event.get("Serial")));
            }
        });
    }

    @Override
    public void eventsDropped(long count, long current, Instant first, Instant last) {
        hear(() -> {
            assertThat(drops).isTrue();
            assertThat(current).isEqualTo(epoch);
            assertThat(count).isPositive();
            assertThat(first).isBeforeOrEqualTo(last);
            heard.get(current).add((int) -count);
        });
    }
}
