package io.camelami.ami;

/** Something the gateway tells on its own, or one item of a list it was asked for. */
public final class AmiEvent extends AmiMessage {

    private final String name;

    AmiEvent(String name, HeaderBlock block) {
        super(block);
        this.name = name;
    }

    /**
     * The event's name in the case of the wire, such as {@code Newexten}; empty for a message that has neither an
     * {@code Event} nor a {@code Response} as its first header (the rest of a value with an empty line in it).
     */
    public String name() {
        return name;
    }

    /** Whether this is the event of that name, in any case. */
    public boolean is(String eventName) {
        return name.equalsIgnoreCase(eventName);
    }

    /** What it takes in memory, about. */
    int weight() {
        return block.weight();
    }

    @Override
    public String toString() {
        return "AmiEvent[" + name + ": " + block.describe() + "]";
    }
}
