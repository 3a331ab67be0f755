package io.camelami.ami;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What one session reads: answers end their actions as they are decoded, items go to the lists they belong to, and the
 * other events gather to one batch a read. For the reading thread alone; the counter may be read by any.
 */
final class Intake {

    /** Seen whatever the filter wants, since the session has to know. */
    private static final String SHUTDOWN = "Shutdown";

    private final SessionActions actions;
    private final Predicate<String> filter;
    private final AmiDecoder decoder;
    private final Consumer<AmiMessage> each = this::message;

    private volatile long filtered;
    private boolean listsOpen;
    private boolean heard;
    private boolean ready;
    private boolean unsettled;
    private AmiEvent shutdown;
    private int usualBatch = 8;
    private List<AmiEvent> batch;

    Intake(AmiLinkConfig config, SessionActions actions) {
        this.actions = actions;
        this.filter = config.eventFilter();
        this.decoder = new AmiDecoder(
                config.limits(),
                config.charset(),
                filter == null ? null : name -> filter.test(name) || name.equalsIgnoreCase(SHUTDOWN));
    }

    ByteBuffer input() {
        return decoder.input();
    }

    /**
     * Takes what was put into {@link #input()}: the events of it are in {@link #events()}, also if it throws.
     *
     * @param loggedIn whether answers may be of any kind, as only those to the login cannot
     */
    void read(boolean loggedIn) {
        long skipped = decoder.filtered();
        long empty = decoder.emptyMessages();
        heard = false;
        ready = loggedIn;
        unsettled = false;
        watchLists(listsOpen && actions.listsOpen());
        try {
            decoder.decode(each);
        } finally {
            heard |= decoder.filtered() != skipped;
        }
        if (decoder.emptyMessages() != empty) {
            bare(null);
        }
    }

    private void message(AmiMessage message) {
        heard = true;
        if (message instanceof AmiResponse response) {
            actions.answered(response);
            watchLists(actions.listsOpen());
        } else if (message instanceof AmiEvent event && !isListItem(event)) {
            if (event.name().isEmpty()) {
                bare(event.block);
            }
            add(event);
        }
    }

    /** What may be the answer to an action, although it does not say so; null for an empty line. */
    private void bare(HeaderBlock block) {
        unsettled |= ready && actions.bare(block);
    }

    /** Whether the last read had what may be an answer, which only an answer to a later action settles. */
    boolean unsettled() {
        return unsettled;
    }

    private boolean isListItem(AmiEvent event) {
        if (!listsOpen && !event.hasActionId()) {
            return false;
        }
        PendingActions.Membership membership = actions.takes(event);
        watchLists(actions.listsOpen());
        if (membership == PendingActions.Membership.ANSWER) {
            bare(event.block);
        }
        return membership != PendingActions.Membership.NONE;
    }

    private void watchLists(boolean open) {
        listsOpen = open;
        decoder.filtering(!open);
    }

    private void add(AmiEvent event) {
        boolean leaving = event.is(SHUTDOWN);
        if (leaving) {
            shutdown = event;
        }
        // The decoder does not ask the filter while a list is open, nor for what has no name.
        boolean unasked = listsOpen || leaving || event.name().isEmpty();
        if (unasked && filter != null && !filter.test(event.name())) {
            filtered++;
            return;
        }
        if (batch == null) {
            batch = new ArrayList<>(usualBatch);
        }
        batch.add(event);
    }

    /** The events of the last read for the listener; may be empty. */
    List<AmiEvent> events() {
        List<AmiEvent> full = batch;
        if (full == null) {
            return List.of();
        }
        batch = null;
        usualBatch = Math.min(1024, full.size() + 1);
        return Collections.unmodifiableList(full);
    }

    /** Whether the last read had a complete message. */
    boolean heard() {
        return heard;
    }

    /** Told once: the event that says that the server is going down; null if there was none since the last call. */
    AmiEvent shutdown() {
        AmiEvent said = shutdown;
        shutdown = null;
        return said;
    }

    /** Null before the greeting. */
    String banner() {
        return decoder.banner();
    }

    long filtered() {
        return decoder.filtered() + filtered;
    }
}
