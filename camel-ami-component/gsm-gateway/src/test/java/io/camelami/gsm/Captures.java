package io.camelami.gsm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Recorded conversations: what the server said. */
public final class Captures {

    private Captures() {}

    /** @param name such as {@code 1.8.32.3/sms_inbound.txt} */
    public static byte[] serverBytes(String name) {
        byte[] file = read(name);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int at = 0;
        while (at < file.length) {
            int end = at;
            while (end < file.length && file[end] != '\n') {
                end++;
            }
            String line = new String(file, at, end - at, StandardCharsets.ISO_8859_1);
            at = end + 1;
            String[] words = line.split(" ");
            if (words.length == 4 && words[0].equals("@") && (words[2].equals("S>C") || words[2].equals("C>S"))) {
                int length = Integer.parseInt(words[3]);
                if (words[2].equals("S>C")) {
                    said.write(file, at, length);
                }
                at += length + 1;
            }
        }
        return said.toByteArray();
    }

    public static String text(String name) {
        return new String(read(name), StandardCharsets.UTF_8);
    }

    private static byte[] read(String name) {
        try (InputStream in = Captures.class.getResourceAsStream("/captures/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no capture " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
