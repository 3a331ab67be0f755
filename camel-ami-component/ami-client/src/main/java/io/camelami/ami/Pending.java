package io.camelami.ami;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One action on its way: its bytes, its place in the order of writing, and what has come of its answer. */
final class Pending {

    /** How far the bytes got; decides whether the action may be repeated. */
    enum Wire {
        QUEUED,
        /** Handed to the connection: some or all of it may have reached the gateway. */
        WRITTEN,
        WITHDRAWN
    }

    final String action;
    final String id;
    final int length;
    final long deadline;

    /** Only such an action can be answered by {@code Response: Follows}. */
    final boolean command;

    final CompletableFuture<AmiResponse> future = new CompletableFuture<>();

    // What follows is guarded by the session's lock.
    Wire wire = Wire.QUEUED;
    byte[] bytes;
    long sequence;

    /** How much had been written with this action, since the beginning of the session. */
    long bytesWritten;

    long writes;
    AmiResponse head;
    private List<AmiEvent> items;
    private long itemBytes;

    Pending(AmiAction action, String id, byte[] bytes, long deadline) {
        this.action = action.name();
        this.id = id;
        this.bytes = bytes;
        this.length = bytes.length;
        this.deadline = deadline;
        this.command = action.get("Command") != null;
    }

    /** The answer announced a list whose end has not come. */
    boolean listOpen() {
        return head != null;
    }

    void openList(AmiResponse announcement) {
        head = announcement;
        items = new ArrayList<>();
    }

    void add(AmiEvent item) {
        items.add(item);
        itemBytes += item.weight();
    }

    int items() {
        return items.size();
    }

    /** None of the items so far has an ActionID. */
    boolean itemsLackId() {
        return items.isEmpty() || !items.get(items.size() - 1).hasActionId();
    }

    long itemBytes() {
        return itemBytes;
    }

    AmiResponse wholeAnswer() {
        return head.withEvents(items);
    }

    /** For messages: which action this is. */
    @Override
    public String toString() {
        return "action " + action + " (ActionID " + id + ")";
    }
}
