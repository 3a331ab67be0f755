package io.camelami.ami;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * What comes before a session is of use, and has its time from the open connection on: the greeting, and then the login
 * with an MD5 challenge first, or the secret itself where the gateway has no challenge or is to be told the secret.
 */
final class Login {

    private final AmiLinkConfig config;
    private final AmiCredentials credentials;
    private final String eventMask;
    private final AmiRuntime runtime;
    private final AmiSession session;
    private volatile ScheduledFuture<?> timer;
    private volatile boolean greeted;

    Login(AmiLinkConfig config, String eventMask, AmiRuntime runtime, AmiSession session) {
        this.config = config;
        this.credentials = config.credentials();
        this.eventMask = eventMask;
        this.runtime = runtime;
        this.session = session;
    }

    /** The connection is open. */
    void opened() {
        try {
            timer = runtime.timers()
                    .schedule(this::due, DeadlineTimer.nanos(config.loginTimeout()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            session.shut(new AmiUnreachableException("Gateway " + config.gateway() + ": the runtime is closed", e));
        }
        if (session.ended()) {
            over();
        }
    }

    private void due() {
        if (session.loggingIn()) {
            session.shut(new AmiUnreachableException("Gateway " + config.gateway() + ": "
                    + (greeted ? "no answer to the login" : "no greeting; is this an AMI port?")
                    + " within " + config.loginTimeout().toMillis() + " ms (options connectTimeout, loginTimeout)"));
        }
    }

    /** Succeeded or given up. */
    void over() {
        ScheduledFuture<?> set = timer;
        if (set != null) {
            set.cancel(false);
        }
    }

    /** What the end of the connection meant, if it came now. */
    String cutOff() {
        return greeted
                ? "the connection ended during the login"
                : "the connection ended before the greeting; does the gateway allow our address and so many sessions?";
    }

    /** The greeting has come; after the first time nothing happens. */
    void greeted() {
        if (greeted) {
            return;
        }
        greeted = true;
        if (credentials.method() == AmiCredentials.Method.PLAIN) {
            tellSecret();
        } else {
            askForChallenge();
        }
    }

    private void askForChallenge() {
        // A gateway that knows no challenge may say so or say nothing; half of the time is left for the plain login.
        Duration patience = credentials.method() == AmiCredentials.Method.MD5
                ? config.loginTimeout()
                : config.loginTimeout().dividedBy(2);
        session.sendNow(AmiAction.of("Challenge").with("AuthType", "MD5"), patience)
                .whenComplete((answer, failure) -> {
                    String challenge = answer == null ? null : answer.get("Challenge");
                    if (challenge != null) {
                        tellKey(challenge);
                    } else if (session.ended()) {
                        return;
                    } else if (credentials.method() == AmiCredentials.Method.AUTO) {
                        tellSecret();
                    } else if (answer != null) {
                        session.shut(new AmiLoginRefusedException("Gateway " + config.gateway()
                                + " gives no MD5 challenge: " + Printable.of(answer.message())
                                + " (option loginMethod)"));
                    }
                });
    }

    private void tellKey(String challenge) {
        send(AmiAction.of("Login")
                .with("AuthType", "MD5")
                .with("Username", credentials.user())
                .with("Key", key(challenge)));
    }

    private void tellSecret() {
        send(AmiAction.of("Login").with("Username", credentials.user()).with("Secret", credentials.secret()));
    }

    private void send(AmiAction login) {
        session.sendNow(login.with("Events", eventMask), config.loginTimeout()).whenComplete((answer, failure) -> {
            if (answer != null && answer.success()) {
                session.loggedIn();
            } else if (answer != null) {
                session.shut(refusal(answer));
            } else if (failure instanceof AmiEncodingException e) {
                session.shut(e);
            }
        });
    }

    /** Not everyone who is turned away is refused (gateways.md §1.3). */
    private AmiException refusal(AmiResponse answer) {
        String words = Printable.of(answer.message());
        String user = Printable.of(credentials.user());
        if (shuttingDown(answer)) {
            return new AmiUnreachableException("Gateway " + config.gateway() + " takes no login: " + words);
        }
        if (says(answer, "already in use")) {
            return new AmiLoginInUseException("Gateway " + config.gateway() + ": admits one login of user " + user
                    + " and has it already: " + words
                    + "; that may be our own from before, until the gateway notices its"
                    + " end, or somebody else's (allowmultiplelogin in its manager.conf, or a user of our own)");
        }
        return new AmiLoginRefusedException("Gateway " + config.gateway() + " refuses the login of user " + user + ": "
                + words + " (options user, secret, loginMethod; or our address is not permitted there)");
    }

    /** Whether an action was refused because the server is going down, as 12 and later do with every action. */
    static boolean shuttingDown(AmiResponse answer) {
        return !answer.success() && says(answer, "shutting down");
    }

    private static boolean says(AmiResponse answer, String words) {
        return answer.message().toLowerCase(Locale.ROOT).contains(words);
    }

    private String key(String challenge) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(challenge.getBytes(config.charset()));
            return HexFormat.of().formatHex(md5.digest(credentials.secret().getBytes(config.charset())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
