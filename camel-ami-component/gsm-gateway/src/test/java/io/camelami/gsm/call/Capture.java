package io.camelami.gsm.call;

import io.camelami.ami.AmiDecoder;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiLimits;
import io.camelami.ami.AmiMessage;
import io.camelami.ami.AmiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a real server said, with the times at which it did: seconds since 1970 stand for seconds since the connect. */
record Capture(List<Said> said, List<Sent> sent) {

    record Said(Instant at, AmiMessage message) {
        AmiEvent event() {
            return message instanceof AmiEvent event ? event : null;
        }

        AmiResponse response() {
            return message instanceof AmiResponse response ? response : null;
        }
    }

    record Sent(Instant at, String action) {}

    static Capture of(String file) {
        byte[] bytes;
        try (InputStream in = Capture.class.getResourceAsStream("/captures/" + file)) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
        List<Said> said = new ArrayList<>();
        List<Sent> sent = new ArrayList<>();
        AmiDecoder decoder = new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, null);
        int next = endOfLine(bytes, 0) + 1;
        while (next < bytes.length) {
            int end = endOfLine(bytes, next);
            String[] record = new String(bytes, next, end - next, StandardCharsets.UTF_8).split(" ", 4);
            next = end + 1;
            if (record[2].equals("#")) {
                continue;
            }
            int length = Integer.parseInt(record[3]);
            Instant at = Instant.ofEpochSecond(0, Math.round(Double.parseDouble(record[1]) * 1e9));
            if (record[2].equals("S>C")) {
                decode(decoder, bytes, next, length, at, said);
            } else {
                sent.add(new Sent(at, new String(bytes, next, length, StandardCharsets.UTF_8)));
            }
            next += length + 1;
        }
        return new Capture(said, sent);
    }

    /** Events written by hand, one a text block, at one moment. */
    static List<AmiEvent> events(String text) {
        List<Said> said = new ArrayList<>();
        AmiDecoder decoder = new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, null);
        byte[] bytes = ("Asterisk Call Manager/1.1\n" + text + "\n\n").getBytes(StandardCharsets.UTF_8);
        decode(decoder, bytes, 0, bytes.length, Instant.EPOCH, said);
        return said.stream().map(Said::event).toList();
    }

    List<Said> events() {
        return said.stream().filter(each -> each.event() != null).toList();
    }

    private static void decode(AmiDecoder decoder, byte[] bytes, int from, int length, Instant at, List<Said> said) {
        for (int done = 0; done < length; ) {
            int part = Math.min(decoder.input().remaining(), length - done);
            decoder.input().put(bytes, from + done, part);
            decoder.decode(message -> said.add(new Said(at, message)));
            done += part;
        }
    }

    private static int endOfLine(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }
}
