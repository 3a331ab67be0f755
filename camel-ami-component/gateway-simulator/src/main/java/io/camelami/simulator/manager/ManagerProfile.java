package io.camelami.simulator.manager;

import io.camelami.simulator.fault.Pace;
import java.time.Duration;

/**
 * How one server behaves towards its clients.
 *
 * @param amiVersion the version in the banner, as in {@code Asterisk Call Manager/1.1}
 * @param asteriskVersion what CoreSettings and {@code core show version} name
 * @param modern whether it is of the 14+ family: {@code Output:} replies and FullyBooted with uptime; else of the 1.8 one
 * @param fullyBooted whether a login is followed by a FullyBooted event
 * @param echoesActionIds whether replies carry the ActionID of their action
 * @param replyLineEnd CRLF, or a bare LF as some drivers have it
 * @param eventLineEnd CRLF, or a bare LF as some firmware has it
 * @param endsAtLongLine whether a line that is too long ends the session, instead of being answered with an error
 * @param strayEvent an event that comes before and after each reply, or null for none
 * @param pace how bytes leave a session, as long as no fault says otherwise
 * @param authTimeout how long a client may stay without a login before it is cut
 * @param refusalDelay how long the answer to a wrong login is held back
 */
public record ManagerProfile(
        String amiVersion,
        String asteriskVersion,
        boolean modern,
        boolean fullyBooted,
        boolean echoesActionIds,
        String replyLineEnd,
        String eventLineEnd,
        boolean endsAtLongLine,
        ManagerEvent strayEvent,
        Pace pace,
        Duration authTimeout,
        Duration refusalDelay) {

    String banner() {
        return "Asterisk Call Manager/" + amiVersion + "\r\n";
    }

    String replyLines(String wire) {
        return withLineEnd(wire, replyLineEnd);
    }

    String eventLines(String wire) {
        return withLineEnd(wire, eventLineEnd);
    }

    private static String withLineEnd(String wire, String lineEnd) {
        return lineEnd.equals("\r\n") ? wire : wire.replace("\r\n", lineEnd);
    }
}
