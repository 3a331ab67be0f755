package io.camelami.ami.wire;

import io.camelami.ami.AmiDecoder;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiLimits;
import io.camelami.ami.AmiMessage;
import io.camelami.ami.AmiResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Messages made from bytes by the decoder, for tests that need some. */
public record Decoded(String banner, List<AmiMessage> messages) {

    /** All that a server sent from the greeting on, in these pieces. */
    public static Decoded stream(Iterable<byte[]> pieces) {
        AmiDecoder decoder = new AmiDecoder(AmiLimits.DEFAULT, StandardCharsets.UTF_8, null);
        List<AmiMessage> messages = new ArrayList<>();
        for (byte[] piece : pieces) {
            feed(decoder, piece, messages);
        }
        return new Decoded(decoder.banner(), messages);
    }

    public static Decoded capture(String name) {
        return stream(Capture.of(name).fromServer());
    }

    /** Hands all of these bytes to a decoder, as often as its room makes necessary. */
    public static void feed(AmiDecoder decoder, byte[] bytes, List<? super AmiMessage> out) {
        int at = 0;
        do {
            ByteBuffer space = decoder.input();
            int length = Math.min(space.remaining(), bytes.length - at);
            space.put(bytes, at, length);
            decoder.decode(out::add);
            at += length;
        } while (at < bytes.length);
    }

    /** The one event that these lines make; line ends and the empty line are added. */
    public static AmiEvent event(String... lines) {
        return (AmiEvent) one(lines);
    }

    /** The one response that these lines make; line ends and the empty line are added. */
    public static AmiResponse response(String... lines) {
        return (AmiResponse) one(lines);
    }

    private static AmiMessage one(String... lines) {
        String text = "Banner\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        List<AmiMessage> messages =
                stream(List.of(text.getBytes(StandardCharsets.UTF_8))).messages();
        if (messages.size() != 1) {
            throw new IllegalArgumentException(messages.size() + " messages instead of one: " + messages);
        }
        return messages.get(0);
    }

    public List<AmiEvent> events() {
        return messages.stream()
                .filter(AmiEvent.class::isInstance)
                .map(AmiEvent.class::cast)
                .toList();
    }

    public List<AmiEvent> events(String name) {
        return events().stream().filter(event -> event.is(name)).toList();
    }

    public List<AmiResponse> responses() {
        return messages.stream()
                .filter(AmiResponse.class::isInstance)
                .map(AmiResponse.class::cast)
                .toList();
    }

    /** The first response with this ActionID. */
    public AmiResponse response(String actionId) {
        return responses().stream()
                .filter(response -> actionId.equals(response.actionId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no response with ActionID " + actionId));
    }
}
