package io.camelami.ami;

import java.util.List;

/**
 * What a gateway said: an {@link AmiEvent} or an {@link AmiResponse}. Immutable, safe to share between threads.
 *
 * <p>Header order, repeats and the original case of names are kept; names are looked up in any case. Values are decoded
 * from the bytes of the wire each time they are read, in the charset of the connection.
 *
 * <p><b>Text of others.</b> Gateways write some values raw, so a line feed inside an SMS ends the header and the rest of
 * the text arrives as further lines. A line without a colon is kept in {@link #extraLines()} and never becomes a header,
 * but a line of that text that has a colon looks like a header and nothing on the wire tells the difference. What helps:
 * {@link #get} answers with the first header of a name, and gateways write the headers that identify a message before
 * the text; {@link #lines()} shows everything in its order for a dialect that has to put such a text together again.
 */
public abstract sealed class AmiMessage permits AmiEvent, AmiResponse {

    final HeaderBlock block;

    AmiMessage(HeaderBlock block) {
        this.block = block;
    }

    /** Every header in the order of the wire, repeats included, the first one ({@code Event}, {@code Response}) too. */
    public final List<AmiHeader> headers() {
        return block.headers();
    }

    /**
     * @param name in any case
     * @return the value of the first header of that name, without the one blank after the colon; null if there is none
     */
    public final String get(String name) {
        int line = block.shape().find(name);
        return line < 0 ? null : block.value(line);
    }

    /** The values of all headers of that name (any case), in order; empty if there is none. */
    public final List<String> all(String name) {
        return block.all(name);
    }

    /** The bytes of {@link #get}, for a value in another charset than the connection's; null if there is none. */
    public final byte[] bytes(String name) {
        int line = block.shape().find(name);
        return line < 0 ? null : block.bytes(line);
    }

    /** Lines without a colon: vendor marks such as {@code --END SMS EVENT--}, and the rest of a value with line feeds. */
    public final List<String> extraLines() {
        return block.extraLines();
    }

    /** Every line as it was, headers and extra lines in their order, without line ends. */
    public final List<String> lines() {
        return block.lines();
    }

    /**
     * The ActionID, or null. On an event it proves nothing by itself: a UserEvent shows every session the ActionID of
     * the session that sent it.
     */
    public final String actionId() {
        int line = block.shape().actionId;
        return line < 0 ? null : block.value(line);
    }

    final boolean hasActionId() {
        return block.shape().actionId >= 0;
    }

    /**
     * Has the processor fetch the lines, for a thread that takes over many messages which another one read. Called for each
     * of them before any is read, it lets the processor wait for all at once, where it would wait for each by itself, several
     * times, when its values are asked for.
     *
     * @return a number without meaning, which the caller has to keep so that no compiler leaves the reading out
     */
    public final int prefetch() {
        return block.prefetch();
    }

    /** The kind and the header names, never a value. */
    @Override
    public abstract String toString();
}
