package io.camelami.simulator.manager;

import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Function;

/**
 * How one server behaves towards its clients.
 *
 * @param amiVersion the version in the banner, as in {@code Asterisk Call Manager/1.1}
 * @param asteriskVersion what CoreSettings and {@code core show version} name
 * @param modern whether it is of the 14+ family: {@code Output:} replies and FullyBooted with uptime; else of the 1.8 one
 * @param fullyBooted whether a login is followed by a FullyBooted event
 * @param echoesActionIds whether replies carry the ActionID of their action
 * @param eventLineEnd CRLF, or a bare LF as some firmware has it
 * @param output makes the output of a session from its socket's stream
 * @param authTimeout how long a client may stay without a login before it is cut
 * @param refusalDelay how long the answer to a wrong login is held back
 */
public record ManagerProfile(
        String amiVersion,
        String asteriskVersion,
        boolean modern,
        boolean fullyBooted,
        boolean echoesActionIds,
        String eventLineEnd,
        Function<OutputStream, SessionOutput> output,
        Duration authTimeout,
        Duration refusalDelay) {

    String banner() {
        return "Asterisk Call Manager/" + amiVersion + "\r\n";
    }
}
