package io.camelami.simulator.manager;

import io.camelami.simulator.fault.Fault;
import io.camelami.simulator.fault.FaultPlan;
import io.camelami.simulator.fault.FaultPoint;
import io.camelami.simulator.fault.FaultyLink;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** What a session writes, and the faults that strike while it does. For the worker thread alone. */
final class SessionOutput {
    private final FaultyLink link;
    private final ManagerProfile profile;
    private final FaultPlan faults;
    private final ManagerListener listener;
    private final StringBuilder pending = new StringBuilder();
    private boolean replying;
    /** The action being answered, until a part of its reply is written. */
    private String unanswered;

    SessionOutput(FaultyLink link, ManagerProfile profile, FaultPlan faults, ManagerListener listener) {
        this.link = link;
        this.profile = profile;
        this.faults = faults;
        this.listener = listener;
    }

    void banner() throws IOException {
        pass(FaultPoint.BEFORE_BANNER, "");
        write(profile.banner(), FaultPoint.IN_BANNER, "");
        pass(FaultPoint.AFTER_BANNER, "");
    }

    void event(ManagerEvent event) throws IOException {
        write(profile.eventLines(event.wire()), FaultPoint.INSIDE_EVENT, event.name());
    }

    void raw(String wire) throws IOException {
        link.write(Wire.bytes(wire));
    }

    /** What is written from now on is the reply to an action. */
    void beginReply(String action) {
        replying = true;
        unanswered = action;
    }

    void endReply() {
        replying = false;
        unanswered = null;
    }

    /** Writes a part of a reply, after what {@link #buffer} kept. */
    void reply(String wire) throws IOException {
        buffer(wire);
        String action = unanswered;
        unanswered = null;
        if (action == null) {
            flush();
        } else {
            write(takePending(), FaultPoint.INSIDE_REPLY, action);
        }
    }

    /** Keeps a part of a reply for the next {@link #reply} or {@link #flush}. */
    void buffer(String wire) {
        pending.append(wire);
    }

    void flush() throws IOException {
        link.write(Wire.bytes(takePending()));
    }

    private String takePending() {
        String wire = pending.toString();
        pending.setLength(0);
        return replying ? profile.replyLines(wire) : wire;
    }

    private void write(String wire, FaultPoint inside, String name) throws IOException {
        byte[] bytes = Wire.bytes(wire);
        Optional<Fault> fault = strike(inside, name);
        if (fault.isEmpty()) {
            link.write(bytes);
            return;
        }
        int half = bytes.length / 2;
        link.write(Arrays.copyOf(bytes, half));
        inflict(fault.get());
        link.write(Arrays.copyOfRange(bytes, half, bytes.length));
    }

    /**
     * Passes a point at which a fault may strike.
     *
     * @return whether what is written from now on can arrive
     * @throws LinkCutException if the fault ends the session
     */
    boolean pass(FaultPoint point, String name) throws IOException {
        Optional<Fault> fault = strike(point, name);
        if (fault.isPresent()) {
            inflict(fault.get());
        }
        return fault.isEmpty() || !fault.get().endsOutput();
    }

    private Optional<Fault> strike(FaultPoint point, String name) {
        Optional<Fault> fault = faults.strike(point, name);
        fault.ifPresent(struck -> listener.fault(point, struck));
        return fault;
    }

    private void inflict(Fault fault) throws IOException {
        if (fault == Fault.RESET) {
            throw LinkCutException.reset();
        }
        if (fault == Fault.CLOSE) {
            throw LinkCutException.closed();
        }
        link.inflict(fault);
    }
}
