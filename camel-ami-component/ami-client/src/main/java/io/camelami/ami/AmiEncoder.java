package io.camelami.ami;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns an action into the bytes of the wire, or refuses it before a byte is written.
 *
 * <p>A CR or LF inside a value would end the header and begin another one, two of them another action, and NUL cuts the
 * value off in the gateway's C strings; so none of them passes, in any name or value. A gateway reads a line into 1,024
 * bytes with CRLF: a longer one is cut in two or refused as a whole, depending on its length, so it is refused here. It
 * keeps 128 headers.
 */
public final class AmiEncoder {

    /** The longest line a gateway takes, in bytes without CRLF, {@code Name: } included. */
    public static final int MAX_LINE_BYTES = 1022;

    /** The most headers a gateway takes in one action, {@code Action} and {@code ActionID} included. */
    public static final int MAX_HEADERS = 128;

    private static final String ACTION = "Action";

    /** What a line has besides name and value. */
    private static final int LINE = ": \r\n".length();

    static final String ACTION_ID = "ActionID";

    private final Charset charset;

    private AmiEncoder(Charset charset) {
        this.charset = charset;
    }

    public static AmiEncoder utf8() {
        return new AmiEncoder(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException if the charset does not have ASCII as it is */
    public static AmiEncoder of(Charset charset) {
        String line = "Name: value\r\n";
        if (!charset.canEncode() || !line.equals(new String(line.getBytes(charset), StandardCharsets.US_ASCII))) {
            throw new IllegalArgumentException(
                    "charset " + charset + " does not have ASCII as it is, of which the lines"
                            + " of AMI are made; UTF-8 and ISO-8859-1 have");
        }
        return new AmiEncoder(charset);
    }

    /**
     * @param actionId written after {@code Action}, unless the action has an ActionID header of its own; null for none
     * @throws AmiEncodingException naming the action and the header that cannot be told, never its value
     */
    public byte[] encode(AmiAction action, String actionId) {
        String id = action.get(ACTION_ID) == null ? actionId : null;
        Lines lines = new Lines(action, id);
        lines.add(ACTION, action.name());
        if (id != null) {
            lines.add(ACTION_ID, id);
        }
        for (AmiHeader header : action.headers()) {
            if (header.name().equalsIgnoreCase(ACTION)) {
                throw lines.refuse(header.name(), "is the name of the action and cannot be given twice");
            }
            lines.add(header.name(), header.value());
        }
        return lines.end();
    }

    private final class Lines {

        private final AmiAction action;
        private byte[] bytes;
        private int length;
        private int count;

        /** @param actionId that will be added, or null */
        Lines(AmiAction action, String actionId) {
            this.action = action;
            // What it takes if all of it is ASCII: so there is nothing to be copied at the end.
            int size = ACTION.length() + action.name().length() + LINE + 2;
            if (actionId != null) {
                size += ACTION_ID.length() + actionId.length() + LINE;
            }
            for (AmiHeader header : action.headers()) {
                size += header.name().length() + header.value().length() + LINE;
            }
            this.bytes = new byte[size];
        }

        void add(String name, String value) {
            if (++count > MAX_HEADERS) {
                throw refuse(name, "is one header too many: a gateway takes " + MAX_HEADERS);
            }
            int start = length;
            room(name.length() + value.length() + LINE);
            appendName(name);
            append(": ");
            int ascii = appendAscii(name, value);
            if (ascii < value.length()) {
                appendEncoded(name, value, ascii);
            }
            int line = length - start;
            if (line > MAX_LINE_BYTES) {
                throw refuse(
                        name, "makes a line of " + line + " bytes: a gateway takes " + MAX_LINE_BYTES + " in a line");
            }
            append("\r\n");
        }

        byte[] end() {
            append("\r\n");
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }

        private void append(String ascii) {
            room(ascii.length());
            for (int i = 0; i < ascii.length(); i++) {
                bytes[length++] = (byte) ascii.charAt(i);
            }
        }

        /** Appends what is ASCII, which is nearly everything and the same in all charsets here. @return how much that is */
        private int appendAscii(String name, String value) {
            int end = value.length();
            for (int i = 0; i < end; i++) {
                char c = value.charAt(i);
                if (c >= 0x80) {
                    return i;
                }
                checkValue(name, c, i);
                bytes[length++] = (byte) c;
            }
            return end;
        }

        private void appendEncoded(String name, String value, int from) {
            for (int i = from; i < value.length(); i++) {
                checkValue(name, value.charAt(i), i);
            }
            try {
                String text = value.substring(from);
                ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
                int size = encoded.remaining();
                room(size);
                encoded.get(bytes, length, size);
                length += size;
            } catch (CharacterCodingException e) {
                throw refuse(name, "has a character that " + charset.name() + " cannot tell (option charset)");
            }
        }

        private void room(int more) {
            if (bytes.length - length < more) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
            }
        }

        private void appendName(String name) {
            if (name.isEmpty()) {
                throw refuse("(empty)", "is no header name");
            }
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (c <= ' ' || c >= 0x7f || c == ':') {
                    throw refuse(
                            printable(name), String.format("is no header name: it has U+%04X at index %d", (int) c, i));
                }
                bytes[length++] = (byte) c;
            }
        }

        private void checkValue(String name, char c, int index) {
            if (c == '\r' || c == '\n' || c == 0) {
                throw refuse(
                        name,
                        String.format("has U+%04X at index %d of its value, which would end it there", (int) c, index));
            }
        }

        AmiEncodingException refuse(String header, String why) {
            return new AmiEncodingException(
                    "Action " + printable(action.name()) + " was not written: header " + header + " " + why);
        }

        /** A name goes into a log line, so what is no name in it must not. */
        private String printable(String name) {
            String clean = name.replaceAll("[^!-~]", "?");
            return clean.length() <= 64 ? clean : clean.substring(0, 64) + "…";
        }
    }
}
