package io.camelami.ami;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gateway whose every move a schedule decides: what it answers and when, how many bytes of it arrive at once, and at
 * which byte it takes its leave. It remembers what was told it and what was read of it, for the comparison at the end.
 */
public class ScheduledGateway implements AmiConnector {

    private static final Pattern ACTION = Pattern.compile("Action: (\\S+)\r\n(?:ActionID: (\\S+)\r\n)?");

    public final List<Line> lines = new ArrayList<>();
    protected final Random random;
    private final boolean withIds;
    private int serial;

    /** @param withIds whether answers carry the ActionID; if not, all are given, in order */
    public ScheduledGateway(Random random, boolean withIds) {
        this.random = random;
        this.withIds = withIds;
    }

    @Override
    public Connection open(Target target, AmiRuntime runtime, Receiver receiver) {
        Line line = new Line(receiver);
        lines.add(line);
        return line;
    }

    public enum State {
        DIALING,
        OPEN,
        /** Ended by either side; the receiver has not noticed. */
        ENDING,
        ENDED
    }

    /** An action as the gateway got it. */
    public record Heard(String name, String id, String text) {

        /** The value of a header; null without one. */
        public String header(String header) {
            return text.lines()
                    .filter(line -> line.startsWith(header + ": "))
                    .map(line -> line.substring(header.length() + 2))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Who moves connections, and looks what comes of it. */
    public interface Mover {

        /** Something is to be read. */
        default void deliver(Line line, int most) {
            line.deliver(most);
        }

        /** The end is to be noticed. */
        void notice(Line line);

        /** Whether the link is closed, and reads nothing more. */
        boolean closed();

        /** A move of a connection that is logged in, or of one whose login waits. */
        void talk(Line line);
    }

    /**
     * One move of a connection, to its login and from its end; between them {@link Mover#talk} decides.
     *
     * @param dials one in so many moves of a dial is a refusal, or nothing
     * @param logins one in so many moves before the login is none towards it
     */
    public void move(Line line, Mover mover, int dials, int logins) {
        switch (line.state) {
            case DIALING -> {
                if (random.nextInt(dials) > 0) {
                    line.accept();
                } else if (random.nextBoolean()) {
                    line.end(new IOException("Connection refused"));
                }
            }
            case OPEN -> {
                if (line.deaf) {
                    if (random.nextInt(10) == 0) {
                        line.end(null);
                    }
                } else if (!line.loggedIn && random.nextInt(logins) > 0) {
                    line.logIn();
                } else {
                    mover.talk(line);
                }
            }
            case ENDING -> {
                if (line.hasMore() && random.nextBoolean() && !mover.closed()) {
                    mover.deliver(line, 1 + random.nextInt(100));
                } else {
                    mover.notice(line);
                }
            }
            case ENDED -> {}
        }
    }

    /** A message whose last byte is the last before {@code end}. */
    private record Said(int end, Runnable whenRead) {}

    /** An action was given to a connection to write; how much of it arrives is another matter. */
    protected void offered(Line line, Heard action) {}

    /** Answers an action that is none of the link's own, or does not. */
    protected void answerAny(Line line, Heard action) {
        String marker = "Marker: " + action.name;
        int kind = withIds ? random.nextInt(8) : 7;
        if (kind == 0) {
            return;
        }
        if (kind == 1) {
            line.inbox.add(action);
        } else if (kind == 2) {
            line.answer(action, "Success", "EventList: start", marker);
            for (int i = random.nextInt(4); i > 0; i--) {
                line.say("Event: Item\r\nActionID: " + action.id + "\r\n\r\n");
            }
            if (random.nextInt(4) > 0) {
                line.say("Event: ItemsComplete\r\nActionID: " + action.id + "\r\nEventList: Complete\r\n\r\n");
            }
        } else if (kind == 3 && action.text.contains("Command: ")) {
            line.say("Response: Follows\r\nPrivilege: Command\r\nActionID: " + action.id + "\r\n" + marker
                    + "\n--END COMMAND--\r\n\r\n");
        } else {
            line.answer(action, random.nextInt(5) == 0 ? "Error" : "Success", marker);
        }
    }

    /** One connection, from the gateway's side. */
    public final class Line implements Connection {

        public final List<String> offered = new ArrayList<>();

        /** Serial numbers of events of which every byte was read, once the login was. */
        public final List<Integer> read = new ArrayList<>();

        public final Deque<Heard> inbox = new ArrayDeque<>();
        public State state = State.DIALING;
        public boolean events;
        public boolean loggedIn;
        public boolean deaf;
        private boolean closedByUs;
        private boolean greeted;
        private Throwable cause;
        private final Receiver receiver;
        private final StringBuilder taken = new StringBuilder();
        private final StringBuilder saying = new StringBuilder();
        private final Deque<Said> said = new ArrayDeque<>();
        private int delivered;
        private int breakAfter = -1;

        Line(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
            for (Matcher actions = ACTION.matcher(text); actions.find(); ) {
                offered.add(actions.group(1));
            }
            for (String action : text.split("(?<=\r\n)\r\n")) {
                Heard heard = heard(action);
                if (heard != null) {
                    ScheduledGateway.this.offered(this, heard);
                }
            }
            if (state != State.OPEN) {
                throw new IOException("Broken pipe");
            }
            if (breakAfter >= 0) {
                taken.append(text, 0, Math.min(breakAfter, length));
                state = State.ENDING;
                cause = new IOException("Connection reset");
                throw new IOException("Broken pipe");
            }
            taken.append(text);
            for (int end = taken.indexOf("\r\n\r\n"); end >= 0; end = taken.indexOf("\r\n\r\n")) {
                String action = taken.substring(0, end + 2);
                taken.delete(0, end + 4);
                Heard heard = heard(action);
                if (heard != null) {
                    inbox.add(heard);
                }
            }
        }

        private Heard heard(String action) {
            Matcher head = ACTION.matcher(action);
            return head.lookingAt() ? new Heard(head.group(1), head.group(2), action) : null;
        }

        @Override
        public void close() {
            if (state == State.DIALING || state == State.OPEN) {
                state = State.ENDING;
                cause = new IOException("Socket closed");
            }
            closedByUs = true;
        }

        /** The next write takes so many bytes and fails. */
        public void breakWriting(int after) {
            breakAfter = after;
        }

        public void accept() {
            state = State.OPEN;
            receiver.opened(this);
        }

        public void end(Throwable why) {
            if (state == State.DIALING || state == State.OPEN) {
                state = State.ENDING;
                cause = why;
            }
        }

        /** The reading thread notices the end. */
        public void notice() {
            state = State.ENDED;
            receiver.closed(cause);
        }

        /** Whether there is something to read, which nobody does on a connection that we closed. */
        public boolean hasMore() {
            return delivered < saying.length() && !closedByUs;
        }

        /** The reading thread reads so much at most. */
        public void deliver(int most) {
            ByteBuffer space = receiver.input();
            int length = Math.min(Math.min(most, saying.length() - delivered), space.remaining());
            space.put(saying.substring(delivered, delivered + length).getBytes(StandardCharsets.ISO_8859_1));
            delivered += length;
            while (!said.isEmpty() && said.peek().end <= delivered) {
                said.poll().whenRead.run();
            }
            receiver.received();
        }

        /** Has something to say to whoever reads. */
        public void say(String text) {
            say(text, () -> {});
        }

        /** @param whenRead what follows when the last byte of it is read */
        public void say(String text, Runnable whenRead) {
            saying.append(text);
            said.add(new Said(saying.length(), whenRead));
        }

        /** The next step towards a login. */
        public void logIn() {
            if (!greeted) {
                greeted = true;
                saying.append(ScriptedGateway.BANNER);
            } else if (hasMore()) {
                deliver(200);
            } else if (!inbox.isEmpty()) {
                answerNext();
            }
        }

        public void event(String name) {
            int number = ++serial;
            say(
                    "Event: " + name + "\r\nPrivilege: system,all\r\nLine: " + lines.indexOf(this) + "\r\nSerial: "
                            + number + "\r\nText: " + "x".repeat(random.nextInt(60)) + "\r\n\r\n",
                    () -> {
                        if (loggedIn) {
                            read.add(number);
                        }
                    });
        }

        /** Answers the action that has waited longest, or does not. */
        public void answerNext() {
            Heard action = inbox.poll();
            switch (action.name) {
                case "Challenge" -> answer(action, "Error", "Message: Invalid/unknown command");
                case "Login" -> answerLogin(action);
                case "Ping" -> answer(action, "Success", "Ping: Pong");
                default -> answerAny(this, action);
            }
        }

        private void answerLogin(Heard action) {
            events = !action.text.contains("Events: off");
            int chance = random.nextInt(20);
            if (chance == 0) {
                answer(action, "Error", "Message: Authentication failed");
                end(null);
            } else if (chance == 1) {
                answer(action, "Error", "Message: Login Already In Use");
                end(null);
            } else {
                answer(action, "Success", "Message: Authentication accepted");
                said.add(new Said(saying.length(), () -> loggedIn = true));
            }
        }

        public void answer(Heard action, String status, String... headers) {
            String id = withIds || action.name.equals("Login") ? "ActionID: " + action.id + "\r\n" : "";
            say("Response: " + status + "\r\n" + id + String.join("\r\n", headers) + "\r\n\r\n");
        }
    }
}
