package io.camelami.gsm;

import io.camelami.ami.AmiDecoder;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiLimits;
import io.camelami.ami.AmiMessage;
import io.camelami.ami.AmiResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Messages as they come from the wire. */
public final class Ami {

    private Ami() {}

    public static List<AmiMessage> decode(byte[] bytes) {
        AmiDecoder decoder = new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, null);
        List<AmiMessage> messages = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            ByteBuffer room = decoder.input();
            int some = Math.min(room.remaining(), bytes.length - at);
            room.put(bytes, at, some);
            at += some;
            decoder.decode(messages::add);
        }
        return messages;
    }

    public static List<AmiEvent> events(byte[] bytes) {
        return decode(bytes).stream()
                .filter(AmiEvent.class::isInstance)
                .map(AmiEvent.class::cast)
                .toList();
    }

    /** @param headers {@code Name: value} lines, the first one {@code Event: …} */
    public static AmiEvent event(String... headers) {
        return events(("Asterisk Call Manager/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8))
                .get(0);
    }

    /** The answer of Asterisk up to 13 to a CLI command that printed {@code output}. */
    public static AmiResponse output(String output) {
        return (AmiResponse) decode(("Asterisk Call Manager/1.1\r\nResponse: Follows\r\nPrivilege: Command\r\n" + output
                                + "--END COMMAND--\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8))
                .get(0);
    }

    /** The answer of Asterisk from 14 on. */
    public static AmiResponse response(String... headers) {
        return (AmiResponse) decode(("Asterisk Call Manager/5.0.4\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8))
                .get(0);
    }
}
