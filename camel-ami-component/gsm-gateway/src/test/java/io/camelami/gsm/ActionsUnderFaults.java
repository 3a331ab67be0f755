package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiNoAnswerException;
import io.camelami.ami.AmiNotWrittenException;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.RawEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Actions sent over a link that fails. Those that leave a trace, an event with their number, are heard over another link,
 * so that their outcome can be compared with what was done.
 */
final class ActionsUnderFaults {
    static final String LAST = "LastOfAll";
    private static final String TRACE = "Done";

    private enum Kind {
        TRACED,
        PING,
        COMMAND,
        LIST
    }

    private enum End {
        ANSWERED,
        NOT_WRITTEN,
        NO_ANSWER
    }

    private static final class Sent {
        private final Kind kind;
        private final AtomicInteger ends = new AtomicInteger();
        private volatile AmiResponse answer;
        private volatile Throwable failure;

        Sent(Kind kind) {
            this.kind = kind;
        }

        End end() {
            if (answer != null) {
                return End.ANSWERED;
            }
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            assertThat(cause).isInstanceOfAny(AmiNotWrittenException.class, AmiNoAnswerException.class);
            return cause instanceof AmiNotWrittenException ? End.NOT_WRITTEN : End.NO_ANSWER;
        }
    }

    private final List<Sent> all = new ArrayList<>();
    private final Map<Integer, AtomicInteger> traces = new ConcurrentHashMap<>();
    private volatile boolean lastHeard;

    /** For one thread at a time. */
    void send(GsmGateway gateway) {
        int number = all.size();
        Sent sent = new Sent(
                switch (number % 10) {
                    case 0, 1 -> Kind.COMMAND;
                    case 2 -> Kind.LIST;
                    case 3 -> Kind.PING;
                    default -> Kind.TRACED;
                });
        all.add(sent);
        CompletableFuture<AmiResponse> answer = gateway.action(
                switch (sent.kind) {
                    case TRACED ->
                        AmiAction.of("UserEvent")
                                .with("UserEvent", TRACE)
                                .with("Trace", Integer.toString(number))
                                .with("Again", Integer.toString(number));
                    case PING -> AmiAction.of("Ping");
                    case COMMAND -> AmiAction.of("Command").with("Command", "core show uptime seconds");
                    case LIST -> AmiAction.of("CoreShowChannels");
                });
        answer.whenComplete((response, failure) -> {
            sent.answer = response;
            sent.failure = failure;
            sent.ends.incrementAndGet();
        });
    }

    int sent() {
        return all.size();
    }

    boolean allHaveEnded() {
        return all.stream().allMatch(each -> each.ends.get() > 0);
    }

    void heardPastTheNetwork(GatewayEvent event) {
        if (event instanceof RawEvent raw && TRACE.equals(raw.event().get("UserEvent"))) {
            String trace = raw.event().get("Trace");
            // Another one is of an action that garbage has cut short; that is none of ours.
            if (trace != null && trace.equals(raw.event().get("Again"))) {
                traces.computeIfAbsent(Integer.parseInt(trace), none -> new AtomicInteger())
                        .incrementAndGet();
            }
        } else if (event instanceof RawEvent raw && LAST.equals(raw.event().get("UserEvent"))) {
            lastHeard = true;
        }
    }

    boolean lastWasHeard() {
        return lastHeard;
    }

    /** @return the figures */
    String check() {
        Map<End, Integer> ends = new TreeMap<>();
        int doneWithoutAnswer = 0;
        for (int number = 0; number < all.size(); number++) {
            Sent sent = all.get(number);
            assertThat(sent.ends).as("action %d ends once", number).hasValue(1);
            ends.merge(sent.end(), 1, Integer::sum);
            if (sent.answer != null) {
                assertThat(sent.answer.success() && itsOwn(sent))
                        .as("action %d, %s, got %s", number, sent.kind, sent.answer.lines())
                        .isTrue();
            }
            if (sent.kind == Kind.TRACED) {
                int done = traces.getOrDefault(number, new AtomicInteger()).get();
                switch (sent.end()) {
                    case ANSWERED ->
                        assertThat(done).as("action %d, answered", number).isEqualTo(1);
                    case NOT_WRITTEN ->
                        assertThat(done).as("action %d, not written", number).isZero();
                    case NO_ANSWER -> {
                        assertThat(done)
                                .as("action %d, without an answer", number)
                                .isLessThanOrEqualTo(1);
                        doneWithoutAnswer += done;
                    }
                }
            }
        }
        return "%d actions: %d answered, %d not written, %d without an answer (%d of them done)"
                .formatted(
                        all.size(),
                        ends.getOrDefault(End.ANSWERED, 0),
                        ends.getOrDefault(End.NOT_WRITTEN, 0),
                        ends.getOrDefault(End.NO_ANSWER, 0),
                        doneWithoutAnswer);
    }

    private static boolean itsOwn(Sent sent) {
        return switch (sent.kind) {
            case TRACED -> sent.answer.message().equals("Event Sent");
            case PING -> "Pong".equals(sent.answer.get("Ping"));
            case COMMAND -> sent.answer.output().get(0).startsWith("System uptime");
            case LIST ->
                sent.answer.events().get(sent.answer.events().size() - 1).is("CoreShowChannelsComplete");
        };
    }
}
