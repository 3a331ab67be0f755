package io.camelami.ami;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;

/** The login on one session: MD5 challenge first, the secret itself where the gateway has none or is to be told it. */
final class Login {

    private final AmiLinkConfig config;
    private final AmiCredentials credentials;
    private final String eventMask;
    private final AmiSession session;

    Login(AmiLinkConfig config, String eventMask, AmiSession session) {
        this.config = config;
        this.credentials = config.credentials();
        this.eventMask = eventMask;
        this.session = session;
    }

    void start() {
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

    private AmiException refusal(AmiResponse answer) {
        String words = Printable.of(answer.message());
        if (words.toLowerCase(Locale.ROOT).contains("shutting down")) {
            return new AmiUnreachableException("Gateway " + config.gateway() + " takes no login: " + words);
        }
        return new AmiLoginRefusedException("Gateway " + config.gateway() + " refuses the login of user "
                + Printable.of(credentials.user()) + ": " + words
                + " (options user, secret, loginMethod; or our address is not permitted there)");
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
