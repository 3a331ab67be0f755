package io.camelami.gsm.call;

import io.camelami.ami.AmiEvent;
import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.Cdr;
import io.camelami.gsm.event.GatewayEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Call detail records: reads the server's, and derives one for a call that the server gives none for.
 *
 * <p>A call has one record a channel that ran in the dialplan, so often several, and they come before or after the
 * channel's Hangup. One is derived if none came up to a while after the call's end. A server that writes its records in
 * batches sends them later still; as soon as such a late one is seen, no more are derived.
 */
final class CdrBook {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int MAX_REMEMBERED = 20_000;

    private final String gateway;
    private final CallSettings settings;
    private final Consumer<? super GatewayEvent> out;

    private final Deque<Call> waiting = new ArrayDeque<>();
    /** Channels with a record of the server (true) or with a derived one (false). */
    private final Map<String, Boolean> recorded = new LinkedHashMap<>();

    private boolean serverIsLate;

    CdrBook(String gateway, CallSettings settings, Consumer<? super GatewayEvent> out) {
        this.gateway = gateway;
        this.settings = settings;
        this.out = out;
    }

    void server(AmiEvent event, long epoch, Instant now) {
        String uniqueId = Field.text(event, "UniqueID");
        if (uniqueId != null && Boolean.FALSE.equals(remember(uniqueId, true))) {
            serverIsLate = true;
        }
        out.accept(new Cdr(
                gateway,
                now,
                epoch,
                uniqueId,
                Field.text(event, "AccountCode"),
                Field.text(event, "Source"),
                Field.text(event, "Destination"),
                Field.text(event, "DestinationContext"),
                Field.text(event, "CallerID"),
                Field.text(event, "Channel"),
                Field.text(event, "DestinationChannel"),
                Field.text(event, "LastApplication"),
                Field.text(event, "LastData"),
                time(Field.text(event, "StartTime")),
                time(Field.text(event, "AnswerTime")),
                time(Field.text(event, "EndTime")),
                Duration.ofSeconds(Math.max(0, Field.number(event, "Duration", 0))),
                Duration.ofSeconds(Math.max(0, Field.number(event, "BillableSeconds", 0))),
                Field.text(event, "Disposition"),
                Field.text(event, "AMAFlags"),
                Field.text(event, "UserField"),
                false));
    }

    private OffsetDateTime time(String value) {
        if (value == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(value, TIME).atZone(settings.zone()).toOffsetDateTime();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    void ended(Call call) {
        if (!serverIsLate) {
            waiting.add(call);
        }
        if (waiting.size() > settings.maxCalls()) {
            derive(waiting.remove(), call.epoch(), call.seenAt());
        }
    }

    void tick(long epoch, Instant now) {
        while (!waiting.isEmpty() && !now.isBefore(waiting.peek().endedAt().plus(settings.cdrGrace()))) {
            derive(waiting.remove(), epoch, now);
        }
    }

    boolean waiting() {
        return !waiting.isEmpty();
    }

    void finish(long epoch, Instant now) {
        while (!waiting.isEmpty()) {
            derive(waiting.remove(), epoch, now);
        }
    }

    private void derive(Call call, long epoch, Instant now) {
        if (serverIsLate || call.legs().stream().anyMatch(leg -> recorded.containsKey(leg.uniqueId()))) {
            return;
        }
        call.legs().forEach(leg -> remember(leg.uniqueId(), false));
        Call.Leg first = call.legs().get(0);
        Call.Leg other = call.legs().stream()
                .filter(leg -> leg != first && leg.dialed())
                .findFirst()
                .orElse(null);
        ZoneId zone = settings.zone();
        out.accept(new Cdr(
                gateway,
                now,
                epoch,
                first.uniqueId(),
                null,
                call.caller(),
                call.called(),
                null,
                call.caller(),
                first.channel(),
                other == null ? null : other.channel(),
                null,
                null,
                call.startedAt().atZone(zone).toOffsetDateTime(),
                call.answeredAt() == null
                        ? null
                        : call.answeredAt().atZone(zone).toOffsetDateTime(),
                call.endedAt().atZone(zone).toOffsetDateTime(),
                Duration.ofSeconds(
                        Duration.between(call.startedAt(), call.endedAt()).toSeconds()),
                Duration.ofSeconds(call.talking().toSeconds()),
                disposition(call.outcome()),
                null,
                null,
                true));
    }

    private static String disposition(CallOutcome outcome) {
        return switch (outcome) {
            case ANSWERED -> "ANSWERED";
            case BUSY -> "BUSY";
            case CONGESTION -> "CONGESTION";
            case FAILED -> "FAILED";
            case NO_ANSWER, HUNG_UP, UNKNOWN -> "NO ANSWER";
        };
    }

    /** @return what was remembered before, or null */
    private Boolean remember(String uniqueId, boolean byServer) {
        Boolean before = recorded.put(uniqueId, byServer);
        if (recorded.size() > MAX_REMEMBERED) {
            recorded.remove(recorded.keySet().iterator().next());
        }
        return before;
    }
}
