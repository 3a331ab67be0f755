package io.camelami.ami;

import java.time.Duration;

/**
 * What becomes of a gateway's word that it goes down, the event {@code Shutdown}. It is asked, since what an SMS wrote
 * into an event can look the same (gateways.md §1.2); but no SMS can make the answer: from then on Asterisk 12 and later
 * refuse every action. Older ones answer as ever, and the end of the connection tells.
 */
final class Farewell {

    /** How long a server takes to go after it has said so, at most; 6 s were seen. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private record Words(String text, long at) {}

    private final String gateway;
    private final Duration patience;
    private final AmiRuntime runtime;
    private final AmiSession session;
    private volatile Words words;
    private volatile boolean asking;

    Farewell(AmiLinkConfig config, AmiRuntime runtime, AmiSession session) {
        this.gateway = config.gateway();
        this.patience = config.loginTimeout();
        this.runtime = runtime;
        this.session = session;
    }

    void heard(AmiEvent event) {
        String text = "Shutdown: " + value(event, "Shutdown") + ", Restart: " + value(event, "Restart");
        words = new Words(text, runtime.nanoTime());
        if (asking) {
            return;
        }
        asking = true;
        session.send(AmiAction.of("Ping"), patience).whenComplete((answer, failure) -> {
            asking = false;
            if (answer != null && Login.shuttingDown(answer)) {
                session.shut(new AmiUnreachableException(
                        "Gateway " + gateway + ": goes down (" + text + "): " + Printable.of(answer.message())));
            }
        });
    }

    /** What to add to the reason if the connection ends now: nothing, or that it was announced. */
    String announced() {
        Words said = words;
        return said == null || runtime.nanoTime() - said.at() > LONGEST.toNanos()
                ? ""
                : " after it said that it goes down (" + said.text() + ")";
    }

    private static String value(AmiEvent event, String header) {
        String value = event.get(header);
        return value == null ? "?" : Printable.of(value);
    }
}
