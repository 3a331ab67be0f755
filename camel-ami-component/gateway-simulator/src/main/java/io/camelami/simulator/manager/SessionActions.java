package io.camelami.simulator.manager;

import io.camelami.simulator.net.Timer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The actions about the session itself: login in both forms, event mask, keep-alive, end. */
public final class SessionActions {
    private final String user;
    private final String secret;
    private final Clock clock;
    private final Timer timer;
    private final Instant started;

    public SessionActions(String user, String secret, Clock clock, Timer timer) {
        this.user = Wire.of(user);
        this.secret = Wire.of(secret);
        this.clock = clock;
        this.timer = timer;
        this.started = clock.instant();
    }

    public void addTo(ActionTable table) {
        table.add("Ping", "<none>", this::ping)
                .add("Events", "<none>", SessionActions::events)
                .add("ListCommands", "<none>", (session, action) -> listCommands(session, action, table))
                .add("Challenge", "<none>", SessionActions::challenge)
                .add("Login", "<none>", this::login)
                .add("Logoff", "<none>", SessionActions::logoff);
    }

    private void login(ManagerSession session, ManagerAction action) throws IOException, InterruptedException {
        if (session.isLoggedIn()) {
            session.succeed(action, "Message: Already authenticated");
            return;
        }
        if (!isGenuine(session, action)) {
            session.loginRefused(Wire.text(action.header("Username")));
            timer.pause(session.profile().refusalDelay());
            session.fail(action, "Authentication failed");
            session.end();
            return;
        }
        int mask = EventClass.mask(action.header("Events"));
        if (mask != EventClass.INVALID) {
            session.setEventMask(mask);
        }
        session.loggedIn(Wire.text(user));
        session.succeed(action, "Message: Authentication accepted");
        if (session.profile().fullyBooted()) {
            session.tellAfterReply(fullyBooted(session.profile().modern()));
        }
    }

    private boolean isGenuine(ManagerSession session, ManagerAction action) {
        if (!action.header("Username").equals(user)) {
            return false;
        }
        if (!action.header("AuthType").equalsIgnoreCase("MD5")) {
            return action.header("Secret").equals(secret);
        }
        return !session.challenge().isEmpty() && action.header("Key").equals(md5(session.challenge() + secret));
    }

    private static String md5(String wire) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(wire.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }

    private ManagerEvent fullyBooted(boolean modern) {
        ManagerEvent.Builder event = ManagerEvent.named("FullyBooted", EventClass.SYSTEM);
        if (modern) {
            long uptime = Duration.between(started, clock.instant()).toSeconds();
            event.header("Uptime", uptime).header("LastReload", uptime);
        }
        return event.header("Status", "Fully Booted").build();
    }

    private static void challenge(ManagerSession session, ManagerAction action) throws IOException {
        if (!action.header("AuthType").equalsIgnoreCase("MD5")) {
            session.fail(action, "Must specify AuthType");
            return;
        }
        if (session.challenge().isEmpty()) {
            // One challenge a session, as in 1.8.
            session.setChallenge(Integer.toString(ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000)));
        }
        session.succeed(action, "Challenge: " + session.challenge());
    }

    private static void logoff(ManagerSession session, ManagerAction action) throws IOException {
        session.respond("Goodbye", action, "Message: Thanks for all the fish.");
        session.end();
    }

    private void ping(ManagerSession session, ManagerAction action) throws IOException {
        Instant now = clock.instant();
        session.succeed(
                action, "Ping: Pong", "Timestamp: %d.%06d".formatted(now.getEpochSecond(), now.getNano() / 1_000));
    }

    private static void events(ManagerSession session, ManagerAction action) throws IOException {
        int mask = EventClass.mask(action.header("EventMask"));
        if (mask == EventClass.INVALID) {
            session.fail(action, "Invalid event mask");
            return;
        }
        session.setEventMask(mask);
        session.succeed(action, mask == 0 ? "Events: Off" : "Events: On");
    }

    private static void listCommands(ManagerSession session, ManagerAction action, ActionTable table)
            throws IOException {
        session.write("Response: Success\r\n" + session.actionIdLine(action) + table.listing() + "\r\n");
    }
}
