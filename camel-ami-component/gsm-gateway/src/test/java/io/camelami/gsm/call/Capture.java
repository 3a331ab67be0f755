package io.camelami.gsm.call;

import io.camelami.ami.AmiDecoder;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiLimits;
import io.camelami.ami.AmiMessage;
import io.camelami.ami.AmiResponse;
import io.camelami.ami.wire.Capture.Segment;
import io.camelami.ami.wire.Capture.Side;
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
        List<Said> said = new ArrayList<>();
        List<Sent> sent = new ArrayList<>();
        AmiDecoder decoder = new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, null);
        for (Segment segment : io.camelami.ami.wire.Capture.of(file).segments()) {
            Instant at = Instant.EPOCH.plus(segment.at());
            if (segment.side() == Side.SERVER) {
                decode(decoder, segment.bytes(), at, said);
            } else {
                sent.add(new Sent(at, new String(segment.bytes(), StandardCharsets.UTF_8)));
            }
        }
        return new Capture(said, sent);
    }

    /** Events written by hand, one a text block, at one moment. */
    static List<AmiEvent> events(String text) {
        List<Said> said = new ArrayList<>();
        AmiDecoder decoder = new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, null);
        byte[] bytes = ("Asterisk Call Manager/1.1\n" + text + "\n\n").getBytes(StandardCharsets.UTF_8);
        decode(decoder, bytes, Instant.EPOCH, said);
        return said.stream().map(Said::event).toList();
    }

    List<Said> events() {
        return said.stream().filter(each -> each.event() != null).toList();
    }

    private static void decode(AmiDecoder decoder, byte[] bytes, Instant at, List<Said> said) {
        for (int done = 0; done < bytes.length; ) {
            int part = Math.min(decoder.input().remaining(), bytes.length - done);
            decoder.input().put(bytes, done, part);
            decoder.decode(message -> said.add(new Said(at, message)));
            done += part;
        }
    }
}
