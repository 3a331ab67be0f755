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
        Lines lines = new Lines(action);
        lines.add(ACTION, action.name());
        if (actionId != null && action.get(ACTION_ID) == null) {
            lines.add(ACTION_ID, actionId);
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
        private byte[] bytes = new byte[256];
        private int length;
        private int count;

        Lines(AmiAction action) {
            this.action = action;
        }

        void add(String name, String value) {
            if (++count > MAX_HEADERS) {
                throw refuse(name, "is one header too many: a gateway takes " + MAX_HEADERS);
            }
            checkName(name);
            checkValue(name, value);
            int start = length;
            append(name);
            append(": ");
            int ascii = append(value);
            if (ascii < value.length()) {
                appendEncoded(name, value.substring(ascii));
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
            return Arrays.copyOf(bytes, length);
        }

        /** Appends what is ASCII, which is nearly everything and the same in all charsets here. @return how much that is */
        private int append(String text) {
            int end = text.length();
            room(end);
            for (int i = 0; i < end; i++) {
                char c = text.charAt(i);
                if (c >= 0x80) {
                    return i;
                }
                bytes[length++] = (byte) c;
            }
            return end;
        }

        private void appendEncoded(String name, String text) {
            try {
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

        private void checkName(String name) {
            if (name.isEmpty()) {
                throw refuse("(empty)", "is no header name");
            }
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (c <= ' ' || c >= 0x7f || c == ':') {
                    throw refuse(
                            printable(name), String.format("is no header name: it has U+%04X at index %d", (int) c, i));
                }
            }
        }

        private void checkValue(String name, String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '\r' || c == '\n' || c == 0) {
                    throw refuse(
                            name,
                            String.format("has U+%04X at index %d of its value, which would end it there", (int) c, i));
                }
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
