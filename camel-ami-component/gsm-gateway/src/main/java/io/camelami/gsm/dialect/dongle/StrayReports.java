package io.camelami.gsm.dialect.dongle;

import io.camelami.gsm.dialect.Later;
import io.camelami.gsm.dialect.SendReport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Delivery reports that belong to no message of ours: of somebody else on the same driver, of a run of ours before this
 * one, or with a number that nobody sent to.
 *
 * <p>wdoekes' driver tells those of what it has sent itself once more, right behind the last part's, with the payload that
 * says whose it is. That one is worth more, so the bare report waits for it a moment; the driver has no event for the
 * others. Parts that are reported further apart are told one by one before the driver tells all of them.
 */
final class StrayReports {
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final Map<String, Deque<Later>> waiting = new HashMap<>();

    Later seen(String device, SendReport report) {
        Deque<Later> ofDevice = waiting.computeIfAbsent(device, d -> new ArrayDeque<>());
        ofDevice.removeIf(Later::over);
        Later later = new Later(report, MOMENT);
        ofDevice.addLast(later);
        return later;
    }

    /** The driver itself tells what the reports of that many parts were, the last of which it told just now. */
    void toldByDriver(String device, int parts) {
        Deque<Later> ofDevice = waiting.getOrDefault(device, new ArrayDeque<>());
        for (int i = 0; i < parts && !ofDevice.isEmpty(); i++) {
            ofDevice.removeLast().takeBack();
        }
    }
}
