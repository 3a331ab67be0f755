package io.camelami.ami;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway without sockets: connections are objects, and the test plays the gateway's part on its own thread. */
final class MemoryGateway implements AmiConnector {

    private static final Pattern ACTION_ID = Pattern.compile("ActionID: (\\S+)\r\n");

    /** All connections the link has asked for, in order. */
    final List<Wire> wires = new ArrayList<>();

    @Override
    public Connection open(Target target, AmiRuntime runtime, Receiver receiver) {
        Wire wire = new Wire(receiver, target);
        wires.add(wire);
        return wire;
    }

    Wire last() {
        return wires.get(wires.size() - 1);
    }

    long open() {
        return wires.stream().filter(wire -> !wire.closed).count();
    }

    /** The gateway's end of one connection. */
    static final class Wire implements Connection {

        final Target target;
        private final Receiver receiver;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int writes;
        private boolean closed;
        private int takes = Integer.MAX_VALUE;
        private Runnable duringWrite;

        Wire(Receiver receiver, Target target) {
            this.receiver = receiver;
            this.target = target;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            writes++;
            Runnable meanwhile = duringWrite;
            duringWrite = null;
            if (meanwhile != null) {
                meanwhile.run();
            }
            int taken = closed ? 0 : Math.min(takes, length);
            written.write(bytes, offset, taken);
            takes -= takes == Integer.MAX_VALUE ? 0 : taken;
            if (taken < length) {
                throw new IOException("Broken pipe");
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                receiver.closed(new IOException("Socket closed"));
            }
        }

        boolean closed() {
            return closed;
        }

        /** How often something was written. */
        int writes() {
            return writes;
        }

        /** From now on writing fails. */
        void breakWriting() {
            breakWritingAfter(0);
        }

        /** So many bytes are taken, and then writing fails. */
        void breakWritingAfter(int bytes) {
            takes = bytes;
        }

        /** What happens while the next write is blocked. */
        void duringNextWrite(Runnable meanwhile) {
            duringWrite = meanwhile;
        }

        void accept() {
            receiver.opened(this);
        }

        void refuse(String why) {
            closed = true;
            receiver.closed(new IOException(why));
        }

        /** The gateway ends the connection. */
        void hangUp() {
            closed = true;
            receiver.closed(null);
        }

        void say(String text) {
            say(text.getBytes(StandardCharsets.UTF_8));
        }

        void say(byte[] bytes) {
            for (int at = 0; at < bytes.length && !closed; ) {
                ByteBuffer space = receiver.input();
                int length = Math.min(space.remaining(), bytes.length - at);
                space.put(bytes, at, length);
                receiver.received();
                at += length;
            }
        }

        /** What was written since the last call. */
        String heard() {
            return new String(heardBytes(), StandardCharsets.UTF_8);
        }

        byte[] heardBytes() {
            byte[] bytes = written.toByteArray();
            written.reset();
            return bytes;
        }

        /** Greets and accepts the plain login. */
        Wire letIn() {
            accept();
            say(ScriptedGateway.BANNER);
            answer("Response: Error", "Message: Invalid/unknown command");
            answer("Response: Success", "Message: Authentication accepted");
            return this;
        }

        /** Answers what was written last, with its ActionID. */
        void answer(String... lines) {
            answerTo(idOf(heard()), lines);
        }

        void answerTo(String id, String... lines) {
            say(lines[0] + "\r\nActionID: " + id + "\r\n"
                    + String.join(
                            "",
                            List.of(lines).subList(1, lines.length).stream()
                                    .map(line -> line + "\r\n")
                                    .toList())
                    + "\r\n");
        }

        /** The last ActionID in this text. */
        static String idOf(String text) {
            Matcher matcher = ACTION_ID.matcher(text);
            String id = null;
            while (matcher.find()) {
                id = matcher.group(1);
            }
            if (id == null) {
                throw new AssertionError("no ActionID in: " + text);
            }
            return id;
        }
    }
}
