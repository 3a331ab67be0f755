package io.camelami.ami;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One action on its way: its bytes, its place in the order of writing, what has come of its answer, and the future that its
 * caller has. Whatever the caller does to end that future by itself forgets the action.
 */
final class Pending extends CompletableFuture<AmiResponse> {

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

    private final Consumer<Pending> forget;

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

    /** @param forget called when the caller has ended the future */
    Pending(AmiAction action, String id, byte[] bytes, long deadline, Consumer<Pending> forget) {
        this.action = action.name();
        this.id = id;
        this.bytes = bytes;
        this.length = bytes.length;
        this.deadline = deadline;
        this.command = action.get("Command") != null;
        this.forget = forget;
    }

    /** Ends the future with the answer, which is the head by now. */
    void answered() {
        super.complete(head);
    }

    /** Ends the future without an answer. */
    void failed(AmiException why) {
        super.completeExceptionally(why);
    }

    @Override
    public boolean complete(AmiResponse value) {
        return forgottenIf(super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return forgottenIf(super.completeExceptionally(failure));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return forgottenIf(super.cancel(mayInterruptIfRunning));
    }

    private boolean forgottenIf(boolean ended) {
        if (ended) {
            forget.accept(this);
        }
        return ended;
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

    /** The list is complete: its items become a part of the answer. */
    void closeList() {
        head = head.withEvents(items);
    }

    /** For messages: which action this is. */
    @Override
    public String toString() {
        return "action " + action + " (ActionID " + id + ")";
    }
}
