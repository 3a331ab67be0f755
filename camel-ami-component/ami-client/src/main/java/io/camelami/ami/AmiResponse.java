package io.camelami.ami;

import java.util.List;
import java.util.Objects;

/** The gateway's answer to one action, complete: with all of its output, and with the events of the list if it was one. */
public final class AmiResponse extends AmiMessage {

    private static final List<String> GOOD = List.of("Success", "Follows", "Goodbye", "Pong", "");

    private final byte[] body;
    private final List<AmiEvent> events;

    /** @param body the raw output between the head and {@code --END COMMAND--}; null if there was no such part */
    AmiResponse(HeaderBlock block, byte[] body) {
        this(block, body, List.of());
    }

    private AmiResponse(HeaderBlock block, byte[] body, List<AmiEvent> events) {
        super(block);
        this.body = body;
        this.events = events;
    }

    /**
     * {@code Success}, {@code Error}, {@code Follows}, {@code Goodbye} …, in the case of the wire; empty where the server
     * answered without one, as Asterisk does with {@code IAXnetstats} and {@code SKINNYshowline}.
     */
    public String status() {
        return Objects.requireNonNullElse(get("Response"), "").trim();
    }

    /**
     * Whether the gateway accepted the action, as one that answers without a status does. For a command it says only that
     * the text in {@link #output()} was printed: up to Asterisk 13 an unknown or failed command is {@code Follows} like
     * any other, and even later a usage text is {@code Success}.
     */
    public boolean success() {
        return isGood(status());
    }

    private static boolean isGood(String status) {
        for (String good : GOOD) {
            if (status.equalsIgnoreCase(good)) {
                return true;
            }
        }
        return false;
    }

    /** The {@code Message} header, or an empty text. */
    public String message() {
        return Objects.requireNonNullElse(get("Message"), "");
    }

    /**
     * The lines a CLI command printed, in either format of the Command answer ({@code Response: Follows} with a raw
     * body, or {@code Output:} headers), with indentation and empty lines; empty if it printed nothing. The line end
     * after the last line is not a line of its own.
     */
    public List<String> output() {
        return body != null ? CommandOutput.ofBody(body, block.charset()) : CommandOutput.ofHeaders(block);
    }

    /**
     * The events of the list this answer announced, its end event (such as {@code StatusComplete}) last; empty if the
     * answer announced no list.
     */
    public List<AmiEvent> events() {
        return events;
    }

    AmiResponse withEvents(List<AmiEvent> items) {
        return new AmiResponse(block, body, List.copyOf(items));
    }

    @Override
    public String toString() {
        return "AmiResponse[" + status() + ": " + block.describe() + ", " + events.size() + " events]";
    }
}
