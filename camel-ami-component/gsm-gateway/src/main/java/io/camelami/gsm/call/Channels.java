package io.camelami.gsm.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every channel that is alive, and which call it belongs to. Bounded in all directions. */
final class Channels {

    /** How long an event of a channel that is over is known to be late, rather than of a new channel. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private static final int MAX_ENDED = 50_000;
    private static final int MAX_EXPECTED = 1_000;
    private static final Duration EXPECTED_FOR = Duration.ofSeconds(10);

    private final CallSettings settings;
    private final CallNews news;

    private final Map<String, CallLeg> byId = new HashMap<>();
    private final Map<String, CallLeg> byName = new HashMap<>();
    private final Map<String, LiveCall> byLinkedId = new HashMap<>();
    /** In order of appearance. */
    private final Map<String, LiveCall> calls = new LinkedHashMap<>();

    private final Map<String, Instant> ended = new LinkedHashMap<>();
    private final Deque<Expected> expected = new ArrayDeque<>();
    private Instant lastSweep = Instant.MIN;
    private long created;
    private long givenUp;

    private record Expected(String dialString, Instant until) {}

    Channels(CallSettings settings, CallNews news) {
        this.settings = settings;
        this.news = news;
    }

    int liveCalls() {
        return calls.size();
    }

    long givenUp() {
        return givenUp;
    }

    /** The channel of that id or, where there is no id, of that name; null if it is not known. */
    CallLeg known(String uniqueId, String name) {
        if (uniqueId != null) {
            return byId.get(uniqueId);
        }
        return name == null ? null : byName.get(name);
    }

    /**
     * Like {@link #known}, but a channel that was not known yet is taken in: its beginning was missed.
     *
     * @return null if it carries no call, is over, or has no name
     */
    CallLeg find(String uniqueId, String name, Instant now) {
        CallLeg leg = known(uniqueId, name);
        if (leg == null && uniqueId != null) {
            leg = create(uniqueId, name, now);
            if (leg != null) {
                leg.call.complete = false;
            }
        }
        return touched(leg, now);
    }

    /** @return null if it carries no call, is over, or has no name */
    CallLeg create(String uniqueId, String name, Instant now) {
        if (uniqueId == null || name == null || ChannelName.isNoCall(name) || ended.containsKey(uniqueId)) {
            return null;
        }
        CallLeg leg = byId.get(uniqueId);
        if (leg != null) {
            return touched(leg, now);
        }
        if (calls.size() >= settings.maxCalls()) {
            giveUp(calls.values().iterator().next());
        }
        leg = new CallLeg(uniqueId, ++created, name, now);
        LiveCall call = new LiveCall(uniqueId, settings.trunk(), now);
        call.add(leg);
        calls.put(call.id, call);
        byId.put(uniqueId, leg);
        byName.put(name, leg);
        String pair = ChannelName.localPair(name);
        if (pair != null) {
            join(leg, byName.get(pair + (ChannelName.isDialplanHalf(name) ? ";1" : ";2")));
        }
        return leg;
    }

    private static CallLeg touched(CallLeg leg, Instant now) {
        if (leg != null) {
            leg.call.lastSeen = now;
        }
        return leg;
    }

    void link(CallLeg leg, String linkedId) {
        leg.linkedId = linkedId;
        LiveCall other = byLinkedId.putIfAbsent(linkedId, leg.call);
        leg.call.linkedIds.add(linkedId);
        if (other != null) {
            merge(leg.call, other);
        }
    }

    /** Both belong to one call from now on. */
    void join(CallLeg one, CallLeg two) {
        if (one != null && two != null) {
            merge(one.call, two.call);
        }
    }

    private void merge(LiveCall one, LiveCall two) {
        if (one == two) {
            return;
        }
        boolean oneIsOlder = one.legs.get(0).order < two.legs.get(0).order;
        LiveCall older = oneIsOlder ? one : two;
        LiveCall younger = oneIsOlder ? two : one;
        older.absorb(younger);
        for (String linkedId : younger.linkedIds) {
            byLinkedId.put(linkedId, older);
        }
        calls.remove(younger.id);
    }

    void rename(CallLeg leg, String newName) {
        byName.remove(leg.name, leg);
        leg.name = newName;
        byName.put(newName, leg);
    }

    void hungUp(String uniqueId, CallLeg leg, int cause, Instant now) {
        if (uniqueId != null) {
            bury(uniqueId, now);
        }
        if (leg == null) {
            return;
        }
        leg.cause = cause;
        leg.endedAt = now;
        leg.call.held.remove(leg);
        forget(leg);
        if (leg.call.isOver()) {
            end(leg.call, true);
        } else {
            unlink(leg);
        }
    }

    /** A call that others join and leave for hours would otherwise collect their Linkedids. */
    private void unlink(CallLeg leg) {
        LiveCall call = leg.call;
        String linkedId = leg.linkedId;
        boolean used = linkedId == null
                || linkedId.equals(call.id)
                || call.legs.stream().anyMatch(each -> each.isLive() && linkedId.equals(each.linkedId));
        if (!used) {
            call.linkedIds.remove(linkedId);
            byLinkedId.remove(linkedId, call);
        }
    }

    private void bury(String uniqueId, Instant now) {
        ended.remove(uniqueId);
        ended.put(uniqueId, now);
        if (ended.size() > MAX_ENDED) {
            Iterator<String> oldest = ended.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private void forget(CallLeg leg) {
        byId.remove(leg.uniqueId, leg);
        byName.remove(leg.name, leg);
    }

    private void end(LiveCall call, boolean endSeen) {
        calls.remove(call.id);
        call.linkedIds.forEach(linkedId -> byLinkedId.remove(linkedId, call));
        call.legs.forEach(this::forget);
        news.ended(call, endSeen);
    }

    private void giveUp(LiveCall call) {
        givenUp++;
        end(call, false);
    }

    // ------------------------------------------------------------------ what is going to be dialled

    void expect(String dialString, Instant now) {
        if (expected.size() >= MAX_EXPECTED) {
            expected.removeFirst();
        }
        expected.addLast(new Expected(dialString, now.plus(EXPECTED_FOR)));
    }

    /** Gives a new channel the dial string that made it, if one is expected. */
    void claim(CallLeg leg, Instant now) {
        expected.removeIf(e -> e.until().isBefore(now));
        for (Iterator<Expected> each = expected.iterator(); each.hasNext(); ) {
            String dialString = each.next().dialString();
            if (ChannelName.canBe(leg.name, dialString)) {
                leg.dialString = dialString;
                leg.dialed = true;
                leg.dialSeen = true;
                each.remove();
                return;
            }
        }
    }

    /** Tells a call that is not answered why not, if only one can be meant. */
    void originateFailed(String dialString, int cause) {
        List<LiveCall> candidates = new ArrayList<>();
        for (LiveCall call : calls.values()) {
            CallLeg root = call.root();
            if (root.answeredAt == null && root.cause == 0 && ChannelName.canBe(root.firstName, dialString)) {
                candidates.add(call);
            }
        }
        if (candidates.size() == 1) {
            candidates.get(0).originateCause = cause;
        }
    }

    // ------------------------------------------------------------------ time and gaps

    void expire(Instant now) {
        if (now.isBefore(lastSweep)) {
            return;
        }
        lastSweep = now.plusSeconds(1);
        for (Iterator<Instant> oldest = ended.values().iterator(); oldest.hasNext(); ) {
            if (oldest.next().plus(LATE).isAfter(now)) {
                break;
            }
            oldest.remove();
        }
        List.copyOf(calls.values()).stream()
                .filter(call -> call.lastSeen.plus(settings.idleExpiry()).isBefore(now))
                .forEach(this::giveUp);
    }

    void markIncomplete() {
        calls.values().forEach(call -> call.complete = false);
    }

    /** @param asOf channels that were first seen later are kept */
    void keepOnly(Set<String> uniqueIds, Instant asOf, Instant now) {
        for (LiveCall call : List.copyOf(calls.values())) {
            for (CallLeg leg : call.legs) {
                if (leg.isLive() && leg.startedAt.isBefore(asOf) && !uniqueIds.contains(leg.uniqueId)) {
                    bury(leg.uniqueId, now);
                    leg.endedAt = now;
                    call.complete = false;
                }
            }
            if (call.isOver()) {
                giveUp(call);
            }
        }
    }
}
