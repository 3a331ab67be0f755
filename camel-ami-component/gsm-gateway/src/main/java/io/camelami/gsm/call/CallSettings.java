package io.camelami.gsm.call;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How calls are followed.
 *
 * @param trunk whether a channel name belongs to a line to the outside; decides the direction of a call
 * @param zone of the local times in the server's call detail records
 * @param maxCalls how many calls at once are followed; with one more the oldest is handed on as incomplete
 * @param idleExpiry after this much silence a call is handed on as incomplete, its end having been missed. A call that
 *     goes on without a change is silent, so this is longer than any call may be
 * @param cdrGrace how long after its end a call waits for the server's call detail record before one is derived
 */
public record CallSettings(Predicate<String> trunk, ZoneId zone, int maxCalls, Duration idleExpiry, Duration cdrGrace) {

    /** Channel technologies of GSM drivers: a channel of one of these is a line to the mobile network. */
    public static final Set<String> GSM_TECHNOLOGIES = Set.of("Dongle", "Quectel", "EXTRA", "Simcom");

    public CallSettings {
        Objects.requireNonNull(trunk, "trunk");
        Objects.requireNonNull(zone, "zone");
        if (maxCalls < 1 || idleExpiry.isNegative() || cdrGrace.isNegative()) {
            throw new IllegalArgumentException("maxCalls must be at least 1, idleExpiry and cdrGrace not negative");
        }
    }

    public static CallSettings defaults(ZoneId zone) {
        return new CallSettings(
                technologies(GSM_TECHNOLOGIES), zone, 10_000, Duration.ofHours(12), Duration.ofSeconds(5));
    }

    public CallSettings withTrunk(Predicate<String> newTrunk) {
        return new CallSettings(newTrunk, zone, maxCalls, idleExpiry, cdrGrace);
    }

    private static Predicate<String> technologies(Set<String> names) {
        Set<String> lower = names.stream().map(n -> n.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        return channel -> lower.contains(ChannelName.technology(channel).toLowerCase(Locale.ROOT));
    }
}
