package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.ScheduledGateway;
import io.camelami.ami.VirtualRuntime;
import io.camelami.gsm.ScheduledModems.Shot;
import io.camelami.gsm.ScheduledModems.Word;
import io.camelami.gsm.dialect.Dialects;
import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.LinkUp;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One seed: a gateway, its modems and the sends in every order of moves that the seed draws, and what must hold in all. */
final class SendSchedule implements ScheduledModems.Observer, ScheduledGateway.Mover {

    /** What the link has to say what became of an action, when the time is over. */
    private static final Duration LAST_WORD = Duration.ofMillis(1_500);

    private static final Duration STEP = Duration.ofMillis(500);
    private static final int MOST_SENDS = 60;

    /** One send of ours. */
    private static final class Sending {
        final SmsRequest request;
        final Duration at;
        final List<Shot> shots = new ArrayList<>();
        /** Those of which the gateway's word surely came in time. */
        final Set<Shot> heard = new HashSet<>();

        CompletableFuture<SmsResult> future;
        Duration acceptedBy;
        Duration overdueSince;

        Sending(SmsRequest request, Duration at) {
            this.request = request;
            this.at = at;
        }

        /** The last of each part. */
        List<Shot> last() {
            Map<Integer, Shot> byPart = new LinkedHashMap<>();
            shots.forEach(shot -> byPart.put(shot.begin, shot));
            return List.copyOf(byPart.values());
        }
    }

    private final Random random;
    private final VirtualRuntime runtime;
    private final ScheduledModems modems;
    private final ScheduledModems.Kind kind;
    private final AmiGsmGateway gateway;
    private final int spans;
    private final Duration pacing;
    private final int quotaParts;
    private final int quotaRecipients;
    private final int steps;

    private final List<Sending> sends = new ArrayList<>();
    private final Map<Integer, List<Duration>> freeAt = new HashMap<>();
    private final List<Shot> fresh = new ArrayList<>();
    private final List<GatewayEvent> events = new ArrayList<>();
    private final StringBuilder trace = new StringBuilder();
    private boolean quiet;
    private boolean closed;

    SendSchedule(long seed) {
        // Random begins alike for seeds that are near one another.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        runtime = new VirtualRuntime(seed).holdTasks();
        ScheduledModems.Kind[] kinds = ScheduledModems.Kind.values();
        kind = kinds[random.nextInt(kinds.length)];
        spans = 1 + random.nextInt(4);
        pacing = random.nextInt(3) > 0
                ? Duration.ZERO
                : Duration.ofMillis(random.nextInt(random.nextBoolean() ? 500 : 12_000));
        quotaParts = random.nextInt(4) == 0 ? 1 + random.nextInt(12) : 0;
        quotaRecipients = random.nextInt(6) == 0 ? 1 + random.nextInt(3) : 0;
        steps = 100 + random.nextInt(400);
        modems = new ScheduledModems(random, kind, spans, this);
        SpanChoice[] choices = SpanChoice.values();
        GatewayConfig config = GatewayConfig.builder("gateway")
                .name("gw")
                .username("ami")
                .secret("secret")
                .dialect(kind.dialect)
                .dialectOptions(kind.options)
                .zone(ZoneOffset.UTC)
                .spans(random.nextInt(3) == 0 ? 0 : spans)
                .sendTimeout(Duration.ofMillis(1 + random.nextInt(random.nextBoolean() ? 10_000 : 120_000)))
                .sendQueue(1 + random.nextInt(20))
                .pacing(pacing)
                .spanRules(SpanRules.standard()
                        .withChoice(choices[random.nextInt(choices.length)])
                        .withQuotas(quotaParts, quotaRecipients, QuotaStore.inMemory()))
                .build();
        gateway = new AmiGsmGateway(
                config, runtime, Dialects.find(kind.dialect, List.of()).open(config), modems);
        gateway.subscribe(this::told);
    }

    private void told(GatewayEvent event) {
        assertThat(closed).as("told after the close").isFalse();
        events.add(event);
    }

    void run() {
        gateway.start();
        for (int i = 0; i < 100 && !gateway.status().up() && random.nextInt(50) > 0; i++) {
            drain();
            modems.move(modems.lines.get(0), this, 8, 12);
        }
        for (int i = 0; i < steps && !closed; i++) {
            step();
        }
        if (!closed && random.nextBoolean()) {
            comeToRest();
        }
        close();
        settle();
        check();
    }

    // ------------------------------------------------------------------ the moves

    private void step() {
        int move = random.nextInt(100);
        if (move == 0) {
            if (random.nextInt(8) == 0) {
                close();
            }
        } else if (move < 10) {
            if (sends.size() < MOST_SENDS && (gateway.status().up() || random.nextInt(20) == 0)) {
                send();
            }
        } else if (move == 10 && !sends.isEmpty()) {
            sends.get(random.nextInt(sends.size())).future.cancel(false);
        } else if (move < 15) {
            advance();
        } else if (move < 24) {
            drain();
        } else if (move < 36) {
            runTask();
        } else if (!modems.lines.isEmpty()) {
            // The newer, the likelier: the others are mostly over.
            int back = random.nextInt(4);
            modems.move(modems.lines.get(Math.max(0, modems.lines.size() - 1 - back)), this, 8, 12);
        }
        if (random.nextInt(400) == 0) {
            runtime.pause(Duration.ofSeconds(random.nextInt(100)));
        }
    }

    private void send() {
        int number = sends.size();
        int length = random.nextInt(3) == 0 ? 20 + random.nextInt(60) : 1;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("M").append(number).append('.').append(i).append(';');
        }
        if (random.nextInt(3) == 0) {
            // Other than ASCII, and what no OpenVox takes but in a PDU.
            text.append(random.nextBoolean() ? "\u20ac" : "\n");
        }
        SmsRequest request = new SmsRequest(
                "+491510000" + random.nextInt(5),
                text.toString(),
                random.nextBoolean() ? 0 : 1 + random.nextInt(spans),
                random.nextBoolean() ? null : "id-" + number,
                random.nextInt(4) == 0 ? Duration.ofMillis(1 + random.nextInt(30_000)) : null,
                SmsOptions.NONE,
                io.camelami.gsm.text.TextPolicy.AS_IT_IS,
                random.nextInt(4) == 0);
        Sending sending = new Sending(request, runtime.elapsed());
        sends.add(sending);
        sending.future = gateway.sendSms(request);
        sending.future.whenComplete((result, failure) -> {
            trace.append(runtime.elapsed())
                    .append(' ')
                    .append(number)
                    .append(' ')
                    .append(result)
                    .append('\n');
            if (random.nextInt(8) == 0
                    && sends.size() < MOST_SENDS
                    && gateway.status().up()) {
                send();
            }
        });
    }

    private void advance() {
        if (random.nextInt(8) > 0) {
            runtime.advance(Duration.ofMillis(random.nextInt(1_500)));
            return;
        }
        // No thread waits for seconds until it may do its part.
        for (int steps = random.nextInt(40); steps > 0; steps--) {
            runtime.advance(STEP);
            drain();
        }
    }

    private void runTask() {
        if (runtime.tasksHeld() > 0) {
            runtime.runOne(random);
        }
    }

    /** Everybody has done all they could: what was read by now is known. */
    private void drain() {
        while (runtime.tasksHeld() > 0) {
            runTask();
        }
        Duration now = runtime.elapsed();
        for (Shot shot : fresh) {
            Sending sending = sends.get(shot.message);
            if (now.compareTo(sending.at.plus(timeout(sending))) < 0) {
                sending.heard.add(shot);
            }
        }
        fresh.clear();
        for (int i = 0; i < sends.size(); i++) {
            Sending sending = sends.get(i);
            if (sending.acceptedBy == null) {
                sending.acceptedBy = now;
            }
            // Over bg111's driver its time begins when the spans are listed, and to verify takes as long again.
            if (sending.future.isDone()
                    || sending.request.verify()
                    || kind == ScheduledModems.Kind.BG111
                    || now.compareTo(sending.acceptedBy.plus(timeout(sending))) <= 0) {
                continue;
            }
            if (sending.overdueSince == null) {
                sending.overdueSince = now;
            }
            assertThat(now.minus(sending.overdueSince))
                    .as("send %d over %s, begun at %s, after its end", i, kind, sending.at)
                    .isLessThanOrEqualTo(LAST_WORD);
        }
    }

    private Duration timeout(Sending sending) {
        return sending.request.timeout() != null
                ? sending.request.timeout()
                : gateway.config().sendTimeout();
    }

    @Override
    public boolean closed() {
        return closed;
    }

    @Override
    public void talk(ScheduledGateway.Line line) {
        int move = random.nextInt(100);
        if (move < 45) {
            if (line.hasMore()) {
                deliver(line, 1 + random.nextInt(random.nextInt(4) == 0 ? 20 : 2_000));
            }
        } else if (move < 80) {
            if (!line.inbox.isEmpty()) {
                line.answerNext();
            }
        } else if (move < 95) {
            if (line.events && line.loggedIn && modems.hasReports()) {
                modems.report(line);
            }
        } else if (move == 95) {
            line.end(random.nextBoolean() ? null : new IOException("Connection reset"));
        } else if (move == 96) {
            // Within the first action, or after all that is written.
            line.breakWriting(random.nextBoolean() ? random.nextInt(40) : 1_000_000);
        } else if (move == 97 && random.nextBoolean()) {
            line.deaf = true;
        } else if (move == 98 && line.loggedIn && random.nextBoolean()) {
            line.event("Shutdown");
        }
    }

    @Override
    public void notice(ScheduledGateway.Line line) {
        // What was read and waits to be told may come after the end, which ends actions at once.
        fresh.clear();
        line.notice();
    }

    @Override
    public void deliver(ScheduledGateway.Line line, int most) {
        if (random.nextBoolean()) {
            drain();
        }
        quiet = runtime.tasksHeld() == 0;
        line.deliver(most);
        quiet = false;
    }

    /** The gateway does nothing any more, and time passes: each send ends by itself. */
    private void comeToRest() {
        for (int i = 0; i < 40; i++) {
            runtime.advance(Duration.ofSeconds(15));
            drain();
            modems.lines.stream()
                    .filter(line -> line.state == ScheduledGateway.State.ENDING)
                    .toList()
                    .forEach(this::notice);
        }
        drain();
        assertThat(sends).allMatch(sending -> sending.future.isDone());
    }

    private void close() {
        gateway.close();
        closed = true;
    }

    private void settle() {
        boolean more = true;
        while (more) {
            more = runtime.tasksHeld() > 0;
            runTask();
            for (ScheduledGateway.Line line : List.copyOf(modems.lines)) {
                if (line.state == ScheduledGateway.State.ENDING) {
                    notice(line);
                    more = true;
                }
            }
        }
    }

    // ------------------------------------------------------------------ what the modems see

    @Override
    public void offered(Shot shot) {
        Duration now = runtime.elapsed();
        trace.append(now)
                .append(' ')
                .append(shot.message)
                .append('.')
                .append(shot.begin)
                .append('\n');
        assertThat(closed).as("%d is written after the close", shot.message).isFalse();
        Sending sending = sends.get(shot.message);
        assertThat(sending.shots.stream().filter(before -> before.begin == shot.begin))
                .as("%d.%d is written again only after the gateway was busy", shot.message, shot.begin)
                .allMatch(Shot::busy);
        assertThat(sending.request.span() == 0 || sending.request.span() == shot.span)
                .as("%d goes out on its span", shot.message)
                .isTrue();
        sending.shots.add(shot);
        List<Duration> free = freeAt.computeIfAbsent(shot.span, span -> new ArrayList<>(List.of(pacing)));
        assertThat(now)
                .as("%d.%d on span %d after the pause before it", shot.message, shot.begin, shot.span)
                .isGreaterThanOrEqualTo(free.get(free.size() - 1));
        free.add(now.plus(pacing.multipliedBy(parts(shot))));
        checkQuotas(shot.span);
    }

    private void checkQuotas(int span) {
        List<Shot> counted = sends.stream()
                .flatMap(sending -> sending.shots.stream())
                .filter(shot -> shot.span == span && !shot.busy())
                .toList();
        if (quotaParts > 0) {
            assertThat(counted.stream().mapToInt(this::parts).sum())
                    .as("parts on span %d", span)
                    .isLessThanOrEqualTo(quotaParts);
        }
        if (quotaRecipients > 0) {
            assertThat(counted.stream().map(shot -> shot.to).distinct())
                    .as("recipients on span %d", span)
                    .hasSizeLessThanOrEqualTo(quotaRecipients);
        }
    }

    /** What the network makes of it, at the least. */
    private int parts(Shot shot) {
        if (!kind.wholeTexts()) {
            return 1;
        }
        int length = shot.text.length();
        return length <= 160 ? 1 : (length + 152) / 153;
    }

    @Override
    public void read(Shot shot) {
        // What bg111's driver reports has the id that its answer gives.
        boolean known = kind != ScheduledModems.Kind.BG111 || shot.answer != null;
        if (known && quiet && !closed && !sends.get(shot.message).future.isDone()) {
            fresh.add(shot);
        }
    }

    // ------------------------------------------------------------------ what must hold at the end

    private void check() {
        assertThat(runtime.failures()).isEmpty();
        assertThat(runtime.timersSet()).as("timers left").isZero();
        assertThat(modems.lines).allMatch(line -> line.state == ScheduledGateway.State.ENDED);
        long ups = events.stream().filter(LinkUp.class::isInstance).count();
        assertThat(events.stream().filter(Gap.class::isInstance))
                .as("gaps between %d logins", ups)
                .hasSize((int) Math.max(0, ups - 1));
        for (int i = 0; i < sends.size(); i++) {
            Sending sending = sends.get(i);
            assertThat(sending.future).as("send %d", i).isDone();
            assertThat(sending.shots.stream().filter(shot -> shot.aired))
                    .as("parts of %d that went out", i)
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(sending.last().size());
            if (!sending.future.isCancelled()) {
                SmsResult result = sending.future.join();
                try {
                    check(sending, result, sending.last());
                } catch (AssertionError e) {
                    throw new AssertionError("send " + i + " ended as " + result, e);
                }
            }
        }
    }

    private void check(Sending sending, SmsResult result, List<Shot> last) {
        if (result.outcome() == Outcome.UNKNOWN && result.detail().contains("closed before it answered")) {
            // Its time was over in the very moment of the close, which did not wait for the link to say more.
            assertThat(closed).isTrue();
            return;
        }
        // What the gateway was too busy for may count as written or not.
        boolean nothing = last.stream().allMatch(Shot::busy);
        assertThat(result.parts() > 0 && last.isEmpty() && !neverHeard(sending, result))
                .as("says that it was written, which it was not")
                .isFalse();
        assertThat(result.parts() == 0 && !nothing)
                .as("says that it was not written, which it was")
                .isFalse();
        assertThat(result.epoch() == 0).as("has no epoch").isEqualTo(result.parts() == 0);
        switch (result.outcome()) {
            case SENT -> {
                assertThat(last).hasSize(kind.wholeTexts() ? 1 : result.parts());
                assertThat(last).allMatch(shot -> shot.aired && shot.told(Word.SENT));
            }
            case ACCEPTED, EXPIRED -> {
                assertThat(last).hasSize(kind.wholeTexts() ? 1 : result.parts());
                assertThat(last).allMatch(Shot::good);
            }
            case FAILED -> {
                assertThat(last)
                        .as("of a part that is written it is known what became of it")
                        .allMatch(shot -> shot.good() || shot.busy() || shot.told(Word.REFUSED));
                for (int i = 0; i < last.size(); i++) {
                    if (last.get(i).aired && last.get(i).answer != Word.TAKEN) {
                        assertThat(result.detail()).containsPattern("sent were parts \\[.*\\b" + (i + 1) + "\\b");
                    }
                }
            }
            case UNKNOWN ->
                assertThat(neverHeard(sending, result)
                                || last.stream()
                                        .anyMatch(shot -> !sending.heard.contains(shot) || shot.told(Word.UNSURE)))
                        .as("there is a part of which the gateway did not tell in time")
                        .isTrue();
            default -> throw new AssertionError("no gateway here tells that");
        }
    }

    /** Not even the link told whether it was written, for a second after its time was over. */
    private boolean neverHeard(Sending sending, SmsResult result) {
        Duration ended = Duration.between(VirtualRuntime.START, result.at());
        return result.outcome() == Outcome.UNKNOWN
                && ended.compareTo(sending.at.plus(timeout(sending)).plusSeconds(1)) >= 0;
    }

    Map<Outcome, Integer> outcomes() {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (Sending sending : sends) {
            if (!sending.future.isCancelled()) {
                outcomes.merge(sending.future.join().outcome(), 1, Integer::sum);
            }
        }
        return outcomes;
    }

    /** All that was written and all results, with their times. */
    String trace() {
        return trace.toString().replaceAll("g[0-9a-z]{6}-", "g-");
    }
}
