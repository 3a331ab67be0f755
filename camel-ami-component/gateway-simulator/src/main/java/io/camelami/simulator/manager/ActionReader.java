package io.camelami.simulator.manager;

import io.camelami.simulator.manager.ManagerAction.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts what a client sends into actions with the limits of Asterisk: lines end in CRLF or LF and must fit, terminator
 * included, a buffer of 1024 bytes; an action has at most 128 headers; a NUL ends a line's text.
 *
 * <p>The buffer is modelled as Asterisk has it, because its way of dropping a line that does not fit is visible: the
 * buffered 1024 bytes go and the rest of the line counts as a header of its own, or, when nothing but the line's end is
 * left, as the blank line that ends the action.
 */
public final class ActionReader {
    static final int LINE_LIMIT = 1024;
    static final int HEADER_LIMIT = 128;

    /** Where bytes come from: as {@link java.io.InputStream#read(byte[], int, int)}. */
    public interface ByteSource {
        int read(byte[] buffer, int offset, int length) throws IOException;
    }

    private final ByteSource source;
    private final boolean keepsLastByte;
    private final byte[] buffer = new byte[LINE_LIMIT];
    private int filled;
    private boolean lineDropped;

    /**
     * @param keepsLastByte whether the last byte of a dropped buffer stays, for it may be the CR of a CRLF; newer
     *     versions do so, which moves the lengths at which an action is cut in two
     */
    public ActionReader(ByteSource source, boolean keepsLastByte) {
        this.source = source;
        this.keepsLastByte = keepsLastByte;
    }

    /** The next action, or null when the client has ended the stream. */
    public ManagerAction next() throws IOException {
        List<String> lines = new ArrayList<>();
        boolean tooMany = false;
        lineDropped = false;
        for (String line = nextLine(); line != null; line = nextLine()) {
            if (line.isEmpty()) {
                return new ManagerAction(lines, fault(tooMany));
            }
            if (lines.size() < HEADER_LIMIT) {
                lines.add(line);
            } else {
                tooMany = true;
            }
        }
        return null;
    }

    private Fault fault(boolean tooMany) {
        if (tooMany) {
            return Fault.TOO_MANY_LINES;
        }
        return lineDropped ? Fault.LINE_TOO_LONG : Fault.NONE;
    }

    private String nextLine() throws IOException {
        while (true) {
            int end = indexOfLineFeed();
            if (end >= 0) {
                return takeLine(end);
            }
            if (filled == LINE_LIMIT) {
                dropBuffer();
            }
            int count = source.read(buffer, filled, LINE_LIMIT - filled);
            if (count < 0) {
                return null;
            }
            filled += count;
        }
    }

    private int indexOfLineFeed() {
        for (int i = 0; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private String takeLine(int lineFeed) {
        int length = lineFeed > 0 && buffer[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        String line = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
        filled -= lineFeed + 1;
        System.arraycopy(buffer, lineFeed + 1, buffer, 0, filled);
        int nul = line.indexOf('\0');
        return nul < 0 ? line : line.substring(0, nul);
    }

    private void dropBuffer() {
        lineDropped = true;
        filled = 0;
        if (keepsLastByte) {
            buffer[0] = buffer[LINE_LIMIT - 1];
            filled = 1;
        }
    }
}
