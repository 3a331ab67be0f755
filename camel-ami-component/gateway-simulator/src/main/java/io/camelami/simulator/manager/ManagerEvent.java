package io.camelami.simulator.manager;

/**
 * One event, ready for the wire.
 *
 * @param eventClass the class a session's mask must hold for the event to reach it
 * @param wire the whole event, its closing blank line included
 */
public record ManagerEvent(EventClass eventClass, String wire) {

    /** What the event is called: the value of its first line. */
    String name() {
        return wire.substring("Event: ".length(), wire.indexOf('\r'));
    }

    /** Starts an event with the two lines that all events of Asterisk begin with. */
    public static Builder named(String name, EventClass eventClass) {
        return new Builder(eventClass).header("Event", name).header("Privilege", eventClass.privilege());
    }

    /** Starts an event without a {@code Privilege} line, as the items of a list have it. */
    public static Builder item(String name, EventClass eventClass) {
        return new Builder(eventClass).header("Event", name);
    }

    public static final class Builder {
        private final EventClass eventClass;
        private final StringBuilder wire = new StringBuilder();

        private Builder(EventClass eventClass) {
            this.eventClass = eventClass;
        }

        /** Adds a header; the value is wire text and goes out raw, as Asterisk prints it. */
        public Builder header(String name, Object value) {
            return line(name + ": " + value);
        }

        /** Adds a line that is no header. */
        public Builder line(String line) {
            wire.append(line).append("\r\n");
            return this;
        }

        public ManagerEvent build() {
            return new ManagerEvent(eventClass, wire + "\r\n");
        }
    }
}
