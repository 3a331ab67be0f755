package io.camelami.benchmarks.sidebyside;

import io.camelami.ami.AmiEvent;

/** What a listener does with an event in all comparisons: reads its name and two values, and counts. For one thread. */
final class Touch {

    private long count;
    private long characters;

    void read(AmiEvent event) {
        read(event.name(), event.get("Channel"), event.get("Uniqueid"));
    }

    void read(String name, String channel, String uniqueId) {
        if (channel == null || uniqueId == null) {
            throw new IllegalStateException("Event " + name + " came without Channel or Uniqueid");
        }
        // Summed, so that no compiler finds the reading useless.
        characters += name.length() + channel.length() + uniqueId.length();
        count++;
    }

    long count() {
        return characters < 0 ? 0 : count;
    }
}
