package io.camelami.benchmarks.sidebyside;

import io.camelami.benchmarks.CallEvents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a server tells, as bytes that are made once. */
enum Mix {
    /** Calls alone. */
    CALLS,
    /** The same, but every tenth event is one of the name {@link #WANTED}. */
    ONE_IN_TEN;

    static final String WANTED = "UserEvent";

    private static final int CALLS_IN_BLOCK = 200;

    /** How many events a block has; a burst is some whole blocks. */
    static final int BLOCK = CALLS_IN_BLOCK * CallEvents.PER_CALL;

    /** One block. */
    byte[] block() {
        StringBuilder block = new StringBuilder();
        events().forEach(event -> block.append(event).append("\r\n"));
        return block.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Its events, without the empty lines. */
    List<String> events() {
        List<String> events = new ArrayList<>(BLOCK);
        for (int call = 0; call < CALLS_IN_BLOCK; call++) {
            events.addAll(CallEvents.ofCall(call));
        }
        if (this == ONE_IN_TEN) {
            for (int i = 9; i < BLOCK; i += 10) {
                events.set(i, userEvent(events.get(i)));
            }
        }
        return events;
    }

    private static String userEvent(String callEvent) {
        return "Event: " + WANTED + "\r\nPrivilege: user,all\r\nUserEvent: alarm\r\n"
                + callEvent.substring(callEvent.indexOf("Channel: "));
    }
}
