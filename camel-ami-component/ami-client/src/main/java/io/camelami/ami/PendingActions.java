package io.camelami.ami;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * The actions of one session that have no answer yet, in the order they were written. Guarded by the session's lock.
 *
 * <p><b>Answers without ActionID.</b> Some gateways answer some actions without it (Yeastar TG, {@code smscommand}). A
 * session runs one action at a time, so such an answer belongs to the oldest action without one, and is given to it if
 * nothing speaks against that: not if answers to this action have carried an ActionID before, not if it is the output of
 * a command and the action was none, and not before an older action that got no answer in time has had it: an SMS must
 * not be called sent on the word of the one before it. Where too many of those are open the order is given up, and
 * answers without ActionID are given to nobody. Answers that do not even begin with {@code Response} are the business of
 * {@link BareAnswers}.
 */
final class PendingActions {

    private static final int MAX_OVERDUE = 64;
    private static final int MAX_NAMES = 256;

    private final String idPrefix;
    private final AmiLimits limits;
    private final Map<String, Pending> byId = new LinkedHashMap<>();

    /**
     * Sequence numbers of actions given up without an answer, whose answers might still come without ActionID; the first
     * written first, in whatever order their times were over.
     */
    private final Queue<Long> overdue = new PriorityQueue<>();

    /** Actions whose answers carry the ActionID. */
    private final Set<String> echoing = new HashSet<>();

    /** The one of them that was added last: often the next answer is for the same. */
    private String lastEchoing;

    private final BareAnswers bare;

    private boolean orderKnown = true;
    private long sequence;
    /** Written under the lock, read by any. */
    private volatile int openLists;

    private long late;
    private long unmatched;

    /** @param idPrefix the beginning of all ActionIDs that this session gives out */
    PendingActions(String idPrefix, AmiLimits limits, Charset charset) {
        this.idPrefix = idPrefix;
        this.limits = limits;
        this.bare = new BareAnswers(limits.listEvents(), charset);
    }

    /** False if an action with this ActionID is under way. */
    boolean add(Pending action) {
        if (byId.putIfAbsent(action.id, action) != null) {
            return false;
        }
        action.sequence = ++sequence;
        return true;
    }

    /** The action that this answer ends, or opens the list of; null if it belongs to none. */
    Pending answer(AmiResponse response) {
        Pending action = match(response);
        if (action != null && EventList.opens(response)) {
            action.openList(response);
            openLists++;
        } else if (action != null) {
            byId.remove(action.id);
        }
        return action;
    }

    private Pending match(AmiResponse response) {
        String id = response.actionId();
        if (id == null) {
            return matchByOrder(response);
        }
        Pending action = byId.get(id);
        if (action == null || action.listOpen()) {
            countStray(id);
            return null;
        }
        // An error may be the server's own, before the action is looked at: its other answers may be different.
        if (!action.action.equals(lastEchoing) && response.success() && echoing.size() < MAX_NAMES) {
            echoing.add(key(action.action));
            lastEchoing = action.action;
        }
        while (!overdue.isEmpty() && overdue.peek() < action.sequence) {
            overdue.poll();
        }
        return action;
    }

    private Pending matchByOrder(AmiResponse response) {
        Pending oldest = oldestUnanswered();
        if (!overdue.isEmpty() && (oldest == null || overdue.peek() < oldest.sequence)) {
            overdue.poll();
            late++;
            return null;
        }
        boolean plausible = oldest != null
                && oldest.wire == Pending.Wire.WRITTEN
                && orderKnown
                && !echoing.contains(key(oldest.action))
                && (oldest.command || !response.status().equalsIgnoreCase("Follows"));
        if (!plausible) {
            unmatched++;
            return null;
        }
        return oldest;
    }

    /**
     * Takes what came with neither {@code Response} nor {@code Event}, or for an action without an answer, or an empty
     * line.
     *
     * @param block null for an empty line
     * @return true if a Ping has to follow, to see whether it was an answer
     */
    boolean bare(HeaderBlock block) {
        return !waitingForAnything().isEmpty() && bare.add(block, sequence);
    }

    /** The actions that turn out to have been answered before {@code answered} was; each has its answer as head. */
    List<Pending> answeredBefore(Pending answered) {
        if (!bare.endsWith(answered)) {
            return List.of();
        }
        List<Pending> settled = bare.settle(waitingForAnything());
        settled.forEach(action -> byId.remove(action.id));
        return settled;
    }

    /** Actions of whose answers nothing is known, so that they may be of any kind. */
    private List<Pending> waitingForAnything() {
        List<Pending> waiting = new ArrayList<>();
        for (Pending action : byId.values()) {
            if (action.wire == Pending.Wire.WRITTEN
                    && !action.listOpen()
                    && !action.command
                    && !echoing.contains(key(action.action))) {
                waiting.add(action);
            }
        }
        return waiting;
    }

    /** The first of those that are written and not ended, or null. */
    Pending oldest() {
        return byId.isEmpty() ? null : byId.values().iterator().next();
    }

    private Pending oldestUnanswered() {
        for (Pending action : byId.values()) {
            if (!action.listOpen()) {
                return action;
            }
        }
        return null;
    }

    /** What an event is to this session's lists. */
    enum Membership {
        /** An event like any other. */
        NONE,
        ITEM,
        /** The last item: the list is to be taken from {@link #ended}. */
        END,
        /** It is for an action that has no answer yet, and may be that: see {@link #bare}. */
        ANSWER,
        /** One item too many: the action in {@link #ended} fails. */
        OVERFLOW
    }

    private Pending ended;

    Membership event(AmiEvent event) {
        String id = event.actionId();
        if (id == null && openLists == 0 || EventList.broadcast(event)) {
            return Membership.NONE;
        }
        Pending list = id == null ? onlyListFor(event) : byId.get(id);
        if (list == null || !list.listOpen()) {
            if (list != null) {
                return Membership.ANSWER;
            }
            if (id != null && id.startsWith(idPrefix)) {
                late++;
                return Membership.ITEM;
            }
            return Membership.NONE;
        }
        list.add(event);
        boolean end = EventList.closes(list.head, event) && (id != null || list.head.actionId() == null);
        if (!end && list.items() <= limits.listEvents() && list.itemBytes() <= limits.listBytes()) {
            return Membership.ITEM;
        }
        byId.remove(list.id);
        openLists--;
        ended = list;
        return end ? Membership.END : Membership.OVERFLOW;
    }

    /**
     * The list of an item without ActionID; sure only while one list is open. A gateway that answers without ActionID
     * tells its lists without it too. Where only the items lack it (IAXpeers), they differ from what every session is told
     * in having no privileges; and a list that has shown an item with it has none without.
     */
    private Pending onlyListFor(AmiEvent item) {
        boolean forUsAlone = item.get("Privilege") == null && !item.name().isEmpty();
        Pending found = null;
        for (Pending action : byId.values()) {
            if (action.listOpen() && (action.head.actionId() == null || forUsAlone && action.itemsLackId())) {
                if (found != null) {
                    return null;
                }
                found = action;
            }
        }
        return found;
    }

    /** What an answer has that is an {@link Membership#OVERFLOW}. */
    String listLimit() {
        return "more than " + limits.listEvents() + " events or " + limits.listBytes()
                + " bytes (limits listEvents, listBytes)";
    }

    Pending ended() {
        Pending list = ended;
        ended = null;
        return list;
    }

    boolean listsOpen() {
        return openLists > 0;
    }

    /** Takes an action out that will not be answered; false if it is not here any more. */
    boolean giveUp(Pending action) {
        if (!byId.remove(action.id, action)) {
            return false;
        }
        if (action.listOpen()) {
            openLists--;
        } else if (action.wire == Pending.Wire.WRITTEN && orderKnown && !echoing.contains(key(action.action))) {
            overdue.add(action.sequence);
            if (overdue.size() > MAX_OVERDUE) {
                overdue.clear();
                orderKnown = false;
            }
        }
        return true;
    }

    List<Pending> due(long now) {
        List<Pending> due = new ArrayList<>();
        for (Pending action : byId.values()) {
            if (action.deadline - now <= 0) {
                due.add(action);
            }
        }
        return due;
    }

    Collection<Pending> all() {
        return byId.values();
    }

    List<Pending> drain() {
        List<Pending> all = new ArrayList<>(byId.values());
        byId.clear();
        overdue.clear();
        openLists = 0;
        return all;
    }

    /** Everything kept for actions, answered or not: zero in an idle session. */
    int size() {
        return byId.size();
    }

    /** Answers and list items that came after their action was given up. */
    long late() {
        return late;
    }

    /** Answers that belong to no action of this session. */
    long unmatched() {
        return unmatched;
    }

    private void countStray(String id) {
        if (id.startsWith(idPrefix)) {
            late++;
        } else {
            unmatched++;
        }
    }

    private static String key(String actionName) {
        return actionName.toLowerCase(Locale.ROOT);
    }
}
