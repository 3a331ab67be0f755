package io.camelami.ami;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Bytes in, messages out. Does no I/O, keeps what is incomplete, and is total: whatever comes in gives messages or one
 * {@link AmiProtocolException}, with no more memory than the {@link AmiLimits} allow. For one thread at a time.
 *
 * <p>What it takes, because gateways send it: any first line as greeting; CRLF, LF and mixtures of them; any number of
 * empty lines between messages (after Park, {@code DongleNewSMS}); {@code Name:value} without blank; lines without
 * colon; {@code Response: Follows} with a raw body up to {@code --END COMMAND--} on a line of its own or behind the last
 * output (gateways.md §1.6, §0.4), with or without an ActionID after {@code Privilege}; messages that are neither event
 * nor response. The first header decides what a message is: an OriginateResponse event has a {@code Response} header
 * too. A message cut off by the end of the connection is never handed out.
 */
public final class AmiDecoder {

    private enum State {
        /** Before the first line. */
        GREETING,
        /** Between messages or in the headers of one. */
        HEADERS,
        /** In an event the filter does not want. */
        UNWANTED,
        /** After {@code Response: Follows}, where {@code Privilege} and {@code ActionID} may come. */
        COMMAND_HEAD,
        /** In the output of a command. */
        COMMAND_OUTPUT,
        /** After a line with the end marker, which counts only if an empty line follows: output may contain it too. */
        COMMAND_END
    }

    private static final byte[] END_COMMAND = "--END COMMAND--".getBytes(StandardCharsets.US_ASCII);

    private final AmiLimits limits;
    private final Charset charset;
    private final Predicate<String> eventFilter;
    private final InputBuffer input = new InputBuffer();
    private final MessageLines lines = new MessageLines();

    private State state = State.GREETING;
    private boolean filtering = true;
    private long filtered;
    private long emptyMessages;
    private String banner;
    private AmiProtocolException failure;

    // Offsets from the beginning of the message being read.
    private int lineStart;
    private int scanned;
    private int bodyStart;
    private int bodyEnd;

    private HeaderName first;
    private String eventName;
    private boolean headEndsInCrLf;
    private boolean privilegeSeen;
    private boolean actionIdSeen;
    private int outputLines;
    private int outputBytes;

    /**
     * @param charset of values
     * @param eventFilter asked with an event's name before anything of it is built, once or twice, and must not throw; null
     *     keeps all
     */
    public AmiDecoder(AmiLimits limits, Charset charset, Predicate<String> eventFilter) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.charset = Objects.requireNonNull(charset, "charset");
        this.eventFilter = eventFilter;
    }

    /** The gateway's greeting, whatever it says; null until it came. Empty if the first line was a message's. */
    public String banner() {
        return banner;
    }

    /** Events that the filter did not want. */
    public long filtered() {
        return filtered;
    }

    /** Empty lines where a message could have begun. */
    long emptyMessages() {
        return emptyMessages;
    }

    /** Whether the event filter is asked; off while a list is awaited, whose items nobody may filter away. */
    void filtering(boolean on) {
        filtering = on;
    }

    /** Where the next bytes go: from the position on, which afterwards tells how many they are. */
    public ByteBuffer input() {
        return input.space();
    }

    /**
     * Decodes what was put into {@link #input()}.
     *
     * @param out gets each complete message in order
     * @throws AmiProtocolException if a limit is passed; the messages before it have been handed out, and every later
     *     call throws the same
     */
    public void decode(Consumer<? super AmiMessage> out) {
        if (failure != null) {
            throw failure;
        }
        input.filled();
        for (int lf = nextLine(); lf >= 0; lf = nextLine()) {
            int from = lineStart;
            int to = endOfText(lf);
            scanned = lf + 1;
            lineStart = scanned;
            limit(to - from, limits.lineBytes(), "a line", "bytes", "lineBytes");
            line(from, to, to < lf, out);
        }
        scanned = input.size();
        limit(scanned - lineStart, limits.lineBytes(), "a line", "bytes", "lineBytes");
    }

    /** Where the line feed is that ends the next line to look at, or -1. */
    private int nextLine() {
        if (scanned == 0 && state == State.HEADERS && filtering && eventFilter != null) {
            passOverUnwanted();
        }
        if (state == State.UNWANTED) {
            return endOfUnwanted();
        }
        if (state == State.HEADERS && first != null) {
            lineStart = lines.takeExpected(input, lineStart, limits);
            scanned = Math.max(scanned, lineStart);
        }
        return input.lineFeed(scanned);
    }

    /**
     * Passes over events that the filter does not want, as long as the next is one that begins as usual, is all there, and
     * is so short that none of its lines can be too long. All others are looked at line by line.
     */
    private void passOverUnwanted() {
        while (input.has(HeaderName.EVENT, 0)) {
            int value = HeaderName.EVENT.length() + 1;
            int lf = input.lineFeed(value);
            if (lf < 0 || isWanted(HeaderName.trimmed(input, value, lf).text)) {
                return;
            }
            int end = input.emptyLine(lf + 1);
            if (end < 0 || end > limits.lineBytes()) {
                return;
            }
            filtered++;
            input.drop(end + 1);
        }
    }

    private boolean isWanted(String event) {
        return !filtering || eventFilter == null || eventFilter.test(event);
    }

    /** Passes over the lines of an event that the filter does not want, up to the empty line that ends it. */
    private int endOfUnwanted() {
        int lf = input.emptyLine(lineStart);
        int end = lf < 0 ? input.size() : lf;
        if (end - lineStart > limits.lineBytes()) {
            // One of its lines may be too long.
            return lineByLine();
        }
        if (lf < 0) {
            lineStart = input.lastLine(lineStart);
            scanned = lineStart;
            restart();
        } else {
            lineStart = lf > lineStart && input.at(lf - 1) == '\r' ? lf - 1 : lf;
        }
        return lf;
    }

    private int lineByLine() {
        int lf = input.lineFeed(scanned);
        while (lf >= 0 && endOfText(lf) > lineStart) {
            limit(endOfText(lf) - lineStart, limits.lineBytes(), "a line", "bytes", "lineBytes");
            scanned = lf + 1;
            lineStart = scanned;
            lf = input.lineFeed(scanned);
        }
        if (lf < 0) {
            restart();
        }
        return lf;
    }

    /** Where the line ends that this line feed ends, which may follow a CR. */
    private int endOfText(int lf) {
        return lf > lineStart && input.at(lf - 1) == '\r' ? lf - 1 : lf;
    }

    private void line(int from, int to, boolean crLf, Consumer<? super AmiMessage> out) {
        switch (state) {
            case GREETING -> greeting(from, to, crLf, out);
            case HEADERS -> headerOrEnd(from, to, crLf, out);
            case UNWANTED -> {
                state = State.HEADERS;
                restart();
            }
            case COMMAND_HEAD -> commandHead(from, to, crLf);
            case COMMAND_OUTPUT -> commandOutput(from, to);
            case COMMAND_END -> {
                if (from == to) {
                    emitCommand(out);
                } else {
                    commandOutput(from, to);
                }
            }
        }
    }

    private void greeting(int from, int to, boolean crLf, Consumer<? super AmiMessage> out) {
        HeaderName name = HeaderName.before(':', input, from, to);
        state = State.HEADERS;
        if (name != null && (name.role == HeaderName.Role.EVENT || name.role == HeaderName.Role.RESPONSE)) {
            banner = "";
            headerOrEnd(from, to, crLf, out);
        } else {
            banner = new String(input.array(), input.base() + from, to - from, charset);
            restart();
        }
    }

    private void headerOrEnd(int from, int to, boolean crLf, Consumer<? super AmiMessage> out) {
        if (from < to) {
            header(HeaderName.before(':', input, from, to), from, to, crLf);
        } else if (lines.count() == 0) {
            emptyMessages++;
            restart();
        } else {
            emit(out);
        }
    }

    /** @param name null for a line without colon */
    private void header(HeaderName name, int from, int to, boolean crLf) {
        int valueFrom = name == null ? from : from + name.length() + 1;
        lines.add(name, valueFrom, to);
        if (name != null && name.role == HeaderName.Role.OUTPUT) {
            outputLines++;
            outputBytes += to - from;
        }
        limit(lines.count() - outputLines, limits.headers(), "a message", "lines", "headers");
        limit(outputBytes, limits.outputBytes(), "a command output", "bytes", "outputBytes");
        limit(to - outputBytes, limits.messageBytes(), "a message", "bytes", "messageBytes");
        if (name != null && first == null) {
            first = name;
            classify(valueFrom, to, crLf);
        }
    }

    private void classify(int valueFrom, int to, boolean crLf) {
        if (first.role != HeaderName.Role.RESPONSE && first.role != HeaderName.Role.EVENT) {
            return;
        }
        HeaderName kind = HeaderName.trimmed(input, valueFrom, to);
        lines.kind(kind);
        if (first.role == HeaderName.Role.RESPONSE) {
            if (kind.is("Follows")) {
                state = State.COMMAND_HEAD;
                headEndsInCrLf = crLf;
                privilegeSeen = false;
                actionIdSeen = false;
            }
            return;
        }
        eventName = kind.text;
        if (!isWanted(eventName)) {
            filtered++;
            state = State.UNWANTED;
            restart();
        }
    }

    /**
     * Nothing marks where the head ends and the output begins. Asterisk ends the lines of the head like the first one,
     * in CRLF, and those of its own output in LF, so output that looks like a head line is not taken for one.
     */
    private void commandHead(int from, int to, boolean crLf) {
        HeaderName name = crLf == headEndsInCrLf ? HeaderName.before(':', input, from, to) : null;
        if (name != null && name.role == HeaderName.Role.PRIVILEGE && !privilegeSeen) {
            privilegeSeen = true;
            header(name, from, to, crLf);
        } else if (name != null && name.role == HeaderName.Role.ACTION_ID && !actionIdSeen) {
            actionIdSeen = true;
            header(name, from, to, crLf);
        } else {
            bodyStart = from;
            commandOutput(from, to);
        }
    }

    private void commandOutput(int from, int to) {
        limit(to - bodyStart, limits.outputBytes(), "a command output", "bytes", "outputBytes");
        if (endsInMarker(from, to)) {
            bodyEnd = to - END_COMMAND.length;
            state = State.COMMAND_END;
        } else {
            state = State.COMMAND_OUTPUT;
        }
    }

    private boolean endsInMarker(int from, int to) {
        int start = to - END_COMMAND.length;
        if (start < from) {
            return false;
        }
        for (int i = 0; i < END_COMMAND.length; i++) {
            if (input.at(start + i) != END_COMMAND[i]) {
                return false;
            }
        }
        return true;
    }

    private void emit(Consumer<? super AmiMessage> out) {
        boolean response = first != null && first.role == HeaderName.Role.RESPONSE;
        HeaderBlock block = lines.take(input, charset);
        AmiMessage message =
                response ? new AmiResponse(block, null) : new AmiEvent(eventName == null ? "" : eventName, block);
        restart();
        out.accept(message);
    }

    private void emitCommand(Consumer<? super AmiMessage> out) {
        byte[] body = input.copy(bodyStart, bodyEnd);
        AmiMessage message = new AmiResponse(lines.take(input, charset), body);
        state = State.HEADERS;
        restart();
        out.accept(message);
    }

    /** What was read so far is done with; the next line begins a message. */
    private void restart() {
        input.drop(lineStart);
        scanned -= lineStart;
        lineStart = 0;
        lines.clear();
        first = null;
        eventName = null;
        outputLines = 0;
        outputBytes = 0;
    }

    private void limit(int actual, int allowed, String what, String unit, String option) {
        if (actual > allowed) {
            failure = new AmiProtocolException(
                    "Received " + what + " of more than " + allowed + " " + unit + " (limit " + option + ")");
            throw failure;
        }
    }
}
