package io.camelami.simulator.transcript;

import io.camelami.simulator.manager.ActionReader;
import io.camelami.simulator.manager.ManagerAction;
import io.camelami.simulator.transcript.Transcript.Entry;
import io.camelami.simulator.transcript.Transcript.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The part of the server in a recording, step by step. */
final class Script {

    /** What comes next. */
    sealed interface Step {}

    /** An action of that name has to come. */
    record Expect(String action, String recordedId) implements Step {}

    /** These bytes are written, in these segments. */
    record Write(List<String> segments) implements Step {}

    /** The server ends the connection. */
    record End() implements Step {}

    private final Transcript transcript;
    private final boolean modern;
    private final List<Step> steps = new ArrayList<>();

    private Script(Transcript transcript) {
        this.transcript = transcript;
        this.modern = transcript.entries().stream()
                .filter(entry -> entry.kind() == Kind.SERVER)
                .findFirst()
                .map(banner -> !banner.text().contains("Manager/1."))
                .orElse(true);
    }

    static Script of(Transcript transcript) {
        Script script = new Script(transcript);
        script.build();
        return script;
    }

    List<Step> steps() {
        return steps;
    }

    /** Whether the recorded server cut lines that are too long as newer versions do. */
    boolean isModern() {
        return modern;
    }

    private void build() {
        List<List<Expect>> expected = expectedAfter();
        List<String> segments = new ArrayList<>();
        for (int i = 0; i < transcript.entries().size(); i++) {
            Entry entry = transcript.entries().get(i);
            boolean end = entry.kind() == Kind.REMARK && entry.text().startsWith("EOF from server");
            if (entry.kind() == Kind.SERVER) {
                segments.add(entry.text());
            }
            if (end || !expected.get(i).isEmpty()) {
                flush(segments);
                steps.addAll(expected.get(i));
            }
            if (end) {
                steps.add(new End());
                return;
            }
        }
        flush(segments);
    }

    private void flush(List<String> segments) {
        if (!segments.isEmpty()) {
            steps.add(new Write(List.copyOf(segments)));
            segments.clear();
        }
    }

    /** For each record the actions whose last byte is in it, cut as the server cuts them. */
    private List<List<Expect>> expectedAfter() {
        List<List<Expect>> expected = new ArrayList<>();
        transcript.entries().forEach(entry -> expected.add(new ArrayList<>()));
        RecordedClient client = new RecordedClient();
        ActionReader reader = new ActionReader(client::read, modern);
        try {
            for (ManagerAction action = reader.next(); action != null; action = reader.next()) {
                expected.get(client.record).add(new Expect(action.name(), action.actionId()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return expected;
    }

    /** What the client wrote, one record at a time. */
    private final class RecordedClient {
        private int record = -1;
        private byte[] bytes = {};
        private int position;

        private int read(byte[] buffer, int offset, int length) {
            while (position == bytes.length) {
                if (++record == transcript.entries().size()) {
                    return -1;
                }
                Entry entry = transcript.entries().get(record);
                bytes = entry.kind() == Kind.CLIENT ? entry.bytes() : new byte[0];
                position = 0;
            }
            int count = Math.min(length, bytes.length - position);
            System.arraycopy(bytes, position, buffer, offset, count);
            position += count;
            return count;
        }
    }
}
