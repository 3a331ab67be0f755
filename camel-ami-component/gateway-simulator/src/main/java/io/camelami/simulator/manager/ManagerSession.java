package io.camelami.simulator.manager;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

    private final Socket socket;
    private final SessionOutput output;
    private final ManagerProfile profile;
    private final ActionTable actions;
    private final ManagerListener listener;
    private final Runnable onEnd;
    private final ActionReader reader;
    private final long authDeadline;
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    // The reader may be one action ahead of the worker: more would let a client fill the memory.
    private final Semaphore actionSlot = new Semaphore(1);
    private final StringBuilder pending = new StringBuilder();

    private final CountDownLatch readerDone = new CountDownLatch(1);

    private volatile String user;
    private volatile boolean ended;
    private int eventMask = EventClass.ALL;
    private String challenge = "";
    private boolean finished;

    ManagerSession(Socket socket, ManagerProfile profile, ActionTable actions, ManagerListener listener, Runnable onEnd)
            throws IOException {
        this.socket = socket;
        this.output = profile.output().apply(socket.getOutputStream());
        this.profile = profile;
        this.actions = actions;
        this.listener = listener;
        this.onEnd = onEnd;
        this.reader = new ActionReader(this::readBytes, profile.modern());
        this.authDeadline = System.nanoTime() + profile.authTimeout().toNanos();
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
        buffer(wire);
        flush();
    }

    /** Keeps wire text for the next {@link #write} or {@link #flush}. */
    void buffer(String wire) {
        pending.append(wire);
    }

    void flush() throws IOException {
        byte[] bytes = Wire.bytes(pending.toString());
        pending.setLength(0);
        output.write(bytes);
    }

    void setEventMask(int mask) {
        eventMask = mask;
    }

    int eventMask() {
        return eventMask;
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
        readerDone.await();
        throw LinkCutException.reset();
    }

    // --- from any thread ---

    /** Queues an event; whether the client gets it is decided when its turn comes. */
    void offer(ManagerEvent event) {
        tasks.add(() -> {
            if (isLoggedIn() && event.eventClass().isIn(eventMask)) {
                write(
                        profile.eventLineEnd().equals("\r\n")
                                ? event.wire()
                                : event.wire().replace("\r\n", profile.eventLineEnd()));
            }
        });
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
                write(wire);
            }
        });
    }

    /** Cuts the connection at once; the client sees a reset. */
    void cut() {
        ended = true;
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            LOG.trace("Socket was closed before it could be reset", e);
        }
        closeSocket();
        tasks.add(() -> {});
    }

    // --- the two threads ---

    void readLoop() {
        try {
            for (ManagerAction action = reader.next(); action != null; action = reader.next()) {
                enqueue(action);
            }
        } catch (IOException e) {
            LOG.debug("Connection ended: {}", e.toString());
            ended = true;
        } catch (InterruptedException e) {
            ended = true;
        } finally {
            readerDone.countDown();
            // After the actions that are still waiting: Asterisk answers them even to a client that only reads on.
            tasks.add(this::end);
        }
    }

    private void enqueue(ManagerAction action) throws InterruptedException {
        if (ended) {
            // Reading goes on after the end: closing a socket with unread input makes the system send a reset, which
            // can destroy the last reply on its way.
            return;
        }
        actionSlot.acquire();
        tasks.add(() -> {
            try {
                run(action);
            } finally {
                actionSlot.release();
            }
        });
    }

    void workLoop() {
        try {
            write(profile.banner());
            while (!ended) {
                tasks.take().run();
            }
            socket.shutdownOutput();
            finish();
            readerDone.await(DRAIN_TIME.toNanos(), TimeUnit.NANOSECONDS);
        } catch (IOException e) {
            LOG.debug("Connection ended: {}", e.toString());
        } catch (InterruptedException e) {
            LOG.debug("Connection ended by the simulator");
        } finally {
            finish();
            closeSocket();
        }
    }

    private void finish() {
        ended = true;
        actionSlot.release();
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
        String name = action.name();
        if (action.fault() != ManagerAction.Fault.NONE) {
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
                if (e.isReset()) {
                    cut();
                }
                end();
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

    private int readBytes(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            int timeout = 0;
            if (!isLoggedIn()) {
                long left = TimeUnit.NANOSECONDS.toMillis(authDeadline - System.nanoTime());
                if (left <= 0) {
                    return -1;
                }
                timeout = (int) Math.min(left, Integer.MAX_VALUE);
            }
            socket.setSoTimeout(timeout);
            try {
                return socket.getInputStream().read(buffer, offset, length);
            } catch (SocketTimeoutException e) {
                // Either a login came meanwhile, or the next round finds the time used up.
                LOG.trace("No input within {} ms", timeout);
            }
        }
    }

    void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.trace("Closing a socket failed", e);
        }
    }
}
