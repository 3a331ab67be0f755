package io.camelami.gsm.dialect.openvox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which span an {@code EXTRA-SMS/<channel>-<n>} belongs to.
 *
 * <p>The usual set-up gives a span two channels, of which the first one is the span's number: channel 3 is span 2
 * (gateways.md §2.4). That is derived from samples, so what a dialplan itself says of a channel counts more.
 */
final class SpanNumbers {
    private static final int MOST_CHANNELS = 1_000;

    private final Map<Integer, Integer> told = new ConcurrentHashMap<>();

    int ofChannel(int channel) {
        return told.getOrDefault(channel, (channel + 1) / 2);
    }

    void learn(int channel, int span) {
        if (told.size() < MOST_CHANNELS) {
            told.put(channel, span);
        }
    }
}
