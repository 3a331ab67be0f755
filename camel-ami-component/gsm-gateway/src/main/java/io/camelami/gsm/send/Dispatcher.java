package io.camelami.gsm.send;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.Span;
import io.camelami.gsm.SpanHealth;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives what wants to go out to a span: the one it names, or the best one that is up; if there are quotas, one that may still
 * send today. Runs on the {@link Worker}.
 */
final class Dispatcher {
    /** With no span to send from the gateway is asked again, but not for every message. */
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(10);

    private final GatewayConfig config;
    private final SendContext context;
    private final Runnable look;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private final SpanRoster roster;
    /** Who waits to hear which spans there are, or whether one is up again. */
    private final List<Sender> undecided = new ArrayList<>();
    /** Who waits to hear which span may still send today. */
    private final Deque<Wish> wishes = new ArrayDeque<>();

    private boolean granting;
    private boolean looking;
    private long lookedAt;
    private volatile List<SpanHealth> health = List.of();

    /** @param span 0 for any */
    private record Wish(Sender send, int span) {}

    /** @param look asks the gateway for its spans, which ends in {@link #listed} */
    Dispatcher(GatewayConfig config, SendContext context, Runnable look) {
        this.config = config;
        this.context = context;
        this.look = look;
        this.roster =
                new SpanRoster(config.name(), config.spans(), config.spanRules().choice(), lanes);
        this.lookedAt = context.now();
    }

    /** Whether as many wait for a decision as may. */
    boolean full() {
        return undecided.size() + wishes.size() >= config.sendQueue();
    }

    /** How the spans do; may be asked by any thread. */
    List<SpanHealth> health() {
        return health;
    }

    /** @param span 0 for any */
    void dispatch(Sender send, int span) {
        if (span > 0) {
            grant(send, span, false);
        } else {
            choose(send, true);
        }
    }

    private void choose(Sender send, boolean mayWait) {
        int best = roster.best(send.recipient());
        boolean none = best == 0;
        if (none && mayWait && (!roster.known() || looking || isOlder(ASKED_AGAIN))) {
            undecided.add(send);
            look();
        } else if (!roster.known()) {
            send.noSpan(
                    FailureClass.CONFIGURATION,
                    "the request names no span and the gateway did not list its spans; name one, or set option spans");
        } else if (none) {
            send.noSpan(FailureClass.RETRY_LATER, roster.whyNone());
        } else {
            if (!config.spanRules().check().isZero()
                    && isOlder(config.spanRules().check())) {
                look();
            }
            grant(send, best, true);
        }
    }

    private boolean isOlder(Duration age) {
        return context.now() - lookedAt >= age.toNanos();
    }

    private void look() {
        if (!looking) {
            looking = true;
            lookedAt = context.now();
            look.run();
        }
    }

    /** @param chosen by us, so that another may do as well */
    private void grant(Sender send, int span, boolean chosen) {
        if (context.quotas().apply() && send.recipient() != null) {
            wishes.add(new Wish(send, chosen ? 0 : span));
            grantNext();
        } else {
            enter(send, span, chosen, null);
        }
    }

    /** One after the other, so that each choice knows of those before it. */
    private void grantNext() {
        while (!granting && !wishes.isEmpty()) {
            Wish wish = wishes.remove();
            Sender send = wish.send();
            if (send.isDone()) {
                continue;
            }
            List<Integer> candidates = wish.span() > 0 ? List.of(wish.span()) : roster.candidates(send.recipient());
            if (candidates.isEmpty()) {
                send.noSpan(FailureClass.RETRY_LATER, roster.whyNone());
                continue;
            }
            granting = true;
            context.quotas().reserve(send.recipient(), send.parts(), candidates, (room, why) -> {
                granting = false;
                if (room == null) {
                    send.noSpan(FailureClass.RETRY_LATER, why);
                } else {
                    enter(send, room.quota.span(), wish.span() == 0, room);
                }
                grantNext();
            });
        }
    }

    private void enter(Sender send, int span, boolean chosen, Reservation room) {
        if (chosen) {
            roster.chosen(span);
        }
        send.enter(
                lanes.computeIfAbsent(
                        span, number -> new Lane(number, context, config.sendQueue(), this::healthChanged)),
                new Allowance(context.quotas(), room));
    }

    private void healthChanged(Lane lane) {
        health = roster.health();
        if (lane.broken()) {
            look();
        }
    }

    /** The gateway was asked. @param spans null if it did not tell */
    void listed(List<Span> spans) {
        looking = false;
        lookedAt = context.now();
        if (spans != null) {
            roster.learn(spans);
            health = roster.health();
        }
        List<Sender> waiting = List.copyOf(undecided);
        undecided.clear();
        waiting.forEach(send -> choose(send, false));
    }

    /** Nobody waits any more: all have ended. */
    void forgetAll() {
        looking = false;
        undecided.clear();
        wishes.clear();
    }
}
