package io.camelami.simulator.manager;

import io.camelami.simulator.fault.Fault;
import io.camelami.simulator.fault.FaultPlan;
import io.camelami.simulator.fault.FaultPoint;
import io.camelami.simulator.fault.FaultyLink;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection. A reader thread cuts the input into actions; a worker thread runs actions and writes events one
 * after the other, so a slow action holds back this session's events and the actions behind it, as in Asterisk, and an
 * event never lands inside a reply.
 */
public final class ManagerSession {
    private static final Logger LOG = LoggerFactory.getLogger(ManagerSession.class);
    private static final Duration DRAIN_TIME = Duration.ofSeconds(1);

    /** A piece of the worker's work. */
    @FunctionalInterface
    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private final FaultyLink link;
    private final ManagerProfile profile;
    private final ActionTable actions;
    private final ManagerListener listener;
    private final SessionOutput output;
    private final Runnable onEnd;
    private final ActionFeed feed;
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();

    private volatile String user;
    private volatile boolean ended;
    private int eventMask = EventClass.ALL;
    private String challenge = "";
    private boolean finished;
    private ManagerEvent epilogue;

    ManagerSession(
            FaultyLink link,
            ManagerProfile profile,
            ActionTable actions,
            ManagerListener listener,
            FaultPlan faults,
            Runnable onEnd) {
        this.link = link;
        this.profile = profile;
        this.actions = actions;
        this.listener = listener;
        this.output = new SessionOutput(link, profile, faults, listener);
        this.onEnd = onEnd;
        this.feed = new ActionFeed(link, profile, this::isLoggedIn);
    }

    // --- for action handlers, in the worker thread ---

    public ManagerProfile profile() {
        return profile;
    }

    public boolean isLoggedIn() {
        return user != null;
    }

    boolean isEnded() {
        return ended;
    }

    /** Writes {@code Response: Success} with further header lines, and the blank line. */
    public void succeed(ManagerAction action, String... lines) throws IOException {
        respond("Success", action, lines);
    }

    public void fail(ManagerAction action, String message) throws IOException {
        respond("Error", action, "Message: " + message);
    }

    void respond(String response, ManagerAction action, String... lines) throws IOException {
        StringBuilder wire = new StringBuilder("Response: " + response + "\r\n" + actionIdLine(action));
        for (String line : lines) {
            wire.append(line).append("\r\n");
        }
        write(wire.append("\r\n").toString());
    }

    /** The ActionID line of a reply or list item, or nothing when the action has none or this server does not echo it. */
    public String actionIdLine(ManagerAction action) {
        String id = action.actionId();
        return id.isEmpty() || !profile.echoesActionIds() ? "" : "ActionID: " + id + "\r\n";
    }

    /** Writes wire text as one segment, after what {@link #buffer} kept. */
    public void write(String wire) throws IOException {
        output.reply(wire);
    }

    /** Keeps wire text for the next {@link #write} or {@link #flush}. */
    void buffer(String wire) {
        output.buffer(wire);
    }

    void flush() throws IOException {
        output.flush();
    }

    void setEventMask(int mask) {
        eventMask = mask;
    }

    /** Has an event follow the reply, before anything else. */
    void tellAfterReply(ManagerEvent event) {
        epilogue = event;
    }

    String challenge() {
        return challenge;
    }

    void setChallenge(String challenge) {
        this.challenge = challenge;
    }

    void loggedIn(String user) {
        this.user = user;
        listener.login(user);
    }

    void loginRefused(String user) {
        listener.loginRefused(user);
    }

    /** Closes after what was written so far has been sent; later actions are not run. */
    void end() {
        ended = true;
    }

    void awaitClientGone() throws IOException, InterruptedException {
        flush();
        feed.awaitEnd();
        throw LinkCutException.reset();
    }

    // --- from any thread ---

    /** Queues an event; whether the client gets it is decided when its turn comes. */
    void offer(ManagerEvent event) {
        tasks.add(() -> tell(event));
    }

    private void tell(ManagerEvent event) throws IOException {
        if (isLoggedIn() && event.eventClass().isIn(eventMask)) {
            output.event(event);
        }
    }

    /** Queues an event and the end of the session after it. */
    void endAfter(ManagerEvent event) {
        offer(event);
        tasks.add(this::end);
    }

    /** Queues raw bytes for a client that is logged in and has not switched all events off. */
    void offerRaw(String wire) {
        tasks.add(() -> {
            if (isLoggedIn() && eventMask != 0) {
                output.raw(wire);
            }
        });
    }

    /** Cuts the connection at once; the client sees a reset. */
    void cut() {
        // In this order: a worker that sees the end first would end the output in order.
        link.reset();
        ended = true;
        tasks.add(() -> {});
    }

    /** Does a fault at once, whatever the session is at. */
    void inflict(Fault fault) {
        try {
            link.inflict(fault);
        } catch (IOException e) {
            LOG.debug("Connection ended before a fault could be done to it: {}", e.toString());
        }
        if (fault == Fault.RESET || fault == Fault.CLOSE) {
            tasks.add(this::end);
        }
    }

    // --- the two threads ---

    void readLoop() {
        feed.run(new ActionFeed.Sink() {
            @Override
            public void action(ManagerAction action) {
                tasks.add(() -> {
                    try {
                        run(action);
                    } finally {
                        feed.proceed();
                    }
                });
            }

            @Override
            public boolean isEnded() {
                return ended;
            }

            @Override
            public void end(boolean broken) {
                if (broken) {
                    ended = true;
                }
                // After the actions that are still waiting: Asterisk answers them even to a client that only reads on.
                tasks.add(ManagerSession.this::end);
            }
        });
    }

    void workLoop() {
        try {
            perform(output::banner);
            while (!ended) {
                perform(tasks.take());
            }
            link.endOutput();
            finish();
            feed.awaitEnd(DRAIN_TIME.toNanos());
        } catch (IOException e) {
            LOG.debug("Connection ended: {}", e.toString());
        } catch (InterruptedException e) {
            LOG.debug("Connection ended by the simulator");
        } finally {
            finish();
            link.close();
        }
    }

    private void perform(Task task) throws IOException, InterruptedException {
        try {
            task.run();
        } catch (LinkCutException e) {
            if (e.isReset()) {
                cut();
            }
            end();
        }
    }

    private void finish() {
        ended = true;
        feed.proceed();
        if (!finished) {
            finished = true;
            onEnd.run();
            if (user != null) {
                listener.logout(user);
            }
        }
    }

    private void run(ManagerAction action) throws IOException, InterruptedException {
        if (ended) {
            return;
        }
        listener.action(action);
        String name = Wire.text(action.name());
        if (!output.pass(FaultPoint.BEFORE_REPLY, name)) {
            return;
        }
        boolean wasLoggedIn = isLoggedIn();
        stray();
        output.beginReply(name);
        try {
            answer(action);
        } finally {
            output.endReply();
        }
        if (epilogue != null) {
            tell(epilogue);
            epilogue = null;
        }
        stray();
        if (!wasLoggedIn && isLoggedIn()) {
            output.pass(FaultPoint.AFTER_LOGIN, name);
        }
        output.pass(FaultPoint.AFTER_REPLY, name);
    }

    /** An event that nobody asked for, where the profile has one. */
    private void stray() throws IOException {
        if (profile.strayEvent() != null) {
            tell(profile.strayEvent());
        }
    }

    private void answer(ManagerAction action) throws IOException, InterruptedException {
        String name = action.name();
        if (action.fault() == ManagerAction.Fault.LINE_TOO_LONG && profile.endsAtLongLine()) {
            throw LinkCutException.closed();
        } else if (action.fault() != ManagerAction.Fault.NONE) {
            fail(action, action.fault().message());
        } else if (name.isEmpty()) {
            fail(action, "Missing action in request");
        } else if (!isLoggedIn() && !ActionTable.isAllowedBeforeLogin(name)) {
            fail(action, "Permission denied");
        } else {
            ActionHandler handler = actions.find(name).orElse(ManagerSession::unknownAction);
            try {
                handler.handle(this, action);
            } catch (LinkCutException e) {
                throw e;
            } catch (RuntimeException e) {
                // A fault of the simulator must not take the session down, nor go unseen.
                LOG.error("Simulator failed to run an action", e);
                fail(action, "Simulator failure: " + e);
            }
        }
    }

    private static void unknownAction(ManagerSession session, ManagerAction action) throws IOException {
        session.fail(
                action,
                "Invalid/unknown command: " + action.name() + ". Use Action: ListCommands to show available commands.");
    }
}
