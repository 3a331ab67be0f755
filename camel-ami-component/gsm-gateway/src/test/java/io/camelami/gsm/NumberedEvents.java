package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.LinkUp;
import io.camelami.gsm.event.RawEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Events with numbers, in their order, raised over one link and listened to over another. */
final class NumberedEvents {
    private static final String NAME = "Numbered";

    /** One that was raised. @param answer comes when the server has raised it */
    private record Raised(Instant from, CompletableFuture<Instant> answer) {}

    private final List<Raised> raised = new ArrayList<>();
    private final List<GatewayEvent> told = Collections.synchronizedList(new ArrayList<>());
    private volatile int last;

    /** For one thread at a time. */
    void raise(GsmGateway direct) {
        AmiAction action = AmiAction.of("UserEvent")
                .with("UserEvent", NAME)
                .with("Number", Integer.toString(raised.size() + 1))
                .with("Again", Integer.toString(raised.size() + 1));
        Instant now = Instant.now();
        raised.add(new Raised(
                now, direct.action(action).thenApply(AmiResponse::success).thenApply(success -> {
                    assertThat(success).isTrue();
                    return Instant.now();
                })));
    }

    int raised() {
        return raised.size();
    }

    void told(GatewayEvent event) {
        if (event instanceof Gap || event instanceof LinkUp || number(event) > 0) {
            told.add(event);
            last = Math.max(last, number(event));
        }
    }

    boolean lastOneWasTold() {
        return last == raised.size();
    }

    /** 0 if it is another event, or one of which the network has left a piece only. */
    private static int number(GatewayEvent event) {
        if (!(event instanceof RawEvent raw) || !NAME.equals(raw.event().get("UserEvent"))) {
            return 0;
        }
        String number = raw.event().get("Number");
        return number != null && number.equals(raw.event().get("Again")) ? Integer.parseInt(number) : 0;
    }

    /** @return the figures */
    String check() {
        int seen = 0;
        int covered = 0;
        int gaps = 0;
        int early = 0;
        Duration earliest = Duration.ZERO;
        long epoch = 0;
        List<Gap> since = new ArrayList<>();
        int before = 0;
        for (GatewayEvent event : told) {
            if (event instanceof LinkUp up) {
                assertThat(up.epoch()).isGreaterThan(epoch);
                epoch = up.epoch();
            } else if (event instanceof Gap gap) {
                gaps++;
                since.add(gap);
                assertThat(gap.from()).isBeforeOrEqualTo(gap.to());
                assertThat(gap.epoch()).isEqualTo(epoch);
                assertThat(gap.epochBefore()).isEqualTo(epoch - 1);
            } else {
                int number = number(event);
                seen++;
                assertThat(event.epoch()).isEqualTo(epoch);
                assertThat(number).as("once, and in their order").isGreaterThan(before);
                for (int missing = before + 1; missing < number; missing++) {
                    assertThat(since)
                            .as("a gap between %d and %d, in which %d is missing", before, number, missing)
                            .isNotEmpty();
                    covered++;
                    Raised one = raised.get(missing - 1);
                    Instant done = one.answer().orTimeout(20, TimeUnit.SECONDS).join();
                    assertThat(one.from()).isBefore(since.get(since.size() - 1).to());
                    if (done.isBefore(since.get(0).from())) {
                        early++;
                        Duration by = Duration.between(done, since.get(0).from());
                        earliest = by.compareTo(earliest) > 0 ? by : earliest;
                    }
                }
                before = number;
                since.clear();
            }
        }
        assertThat(before).isEqualTo(raised.size());
        assertThat(seen + covered).isEqualTo(raised.size());
        return "%d events: %d told once, %d in one of %d gaps (%d of them raised up to %d ms before its time)"
                .formatted(raised.size(), seen, covered, gaps, early, earliest.toMillis());
    }
}
