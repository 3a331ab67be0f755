package io.camelami.simulator.manager;

import java.util.Locale;
import java.util.Set;

/** The event classes of Asterisk, with their bit in a numeric event mask. */
public enum EventClass {
    SYSTEM(1),
    CALL(1 << 1),
    LOG(1 << 2),
    VERBOSE(1 << 3),
    COMMAND(1 << 4),
    AGENT(1 << 5),
    USER(1 << 6),
    CONFIG(1 << 7),
    DTMF(1 << 8),
    REPORTING(1 << 9),
    CDR(1 << 10),
    DIALPLAN(1 << 11),
    ORIGINATE(1 << 12),
    AGI(1 << 13),
    CC(1 << 15),
    AOC(1 << 16),
    TEST(1 << 17),
    SECURITY(1 << 18),
    MESSAGE(1 << 19),
    /** Not an Asterisk class: the one Yeastar TG names in its SMS events; its bit is not known. */
    SMSCOMMAND(1 << 24);

    /** Every class. */
    public static final int ALL = -1 >>> 1;

    /** An event mask that says nothing, which Asterisk refuses. */
    public static final int INVALID = -1;

    private static final Set<String> TRUE = Set.of("yes", "true", "y", "t", "on", "all");
    private static final Set<String> FALSE = Set.of("no", "false", "n", "f", "off", "none");

    private final int bit;

    EventClass(int bit) {
        this.bit = bit;
    }

    public boolean isIn(int mask) {
        return (mask & bit) != 0;
    }

    /** The value of the {@code Privilege} header of an event of this class. */
    public String privilege() {
        return name().toLowerCase(Locale.ROOT) + ",all";
    }

    /**
     * The mask that an {@code EventMask} or {@code Events} header stands for: on, off, a number or a list of class names.
     * Unknown names count as nothing, as in Asterisk.
     *
     * @return the mask, or {@link #INVALID} for an empty value
     */
    public static int mask(String value) {
        if (value.isEmpty()) {
            return INVALID;
        }
        if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return value.length() > 9 ? ALL : Integer.parseInt(value);
        }
        String word = value.toLowerCase(Locale.ROOT);
        if (FALSE.contains(word)) {
            return 0;
        }
        if (TRUE.contains(word)) {
            return ALL;
        }
        int mask = 0;
        for (String name : word.split(",")) {
            mask |= name.equals("all") ? ALL : bitOf(name.strip());
        }
        return mask;
    }

    private static int bitOf(String name) {
        for (EventClass eventClass : values()) {
            if (eventClass.name().equalsIgnoreCase(name)) {
                return eventClass.bit;
            }
        }
        return 0;
    }
}
