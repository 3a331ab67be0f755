package io.camelami.gsm.call;

import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.CallEvent;
import io.camelami.gsm.event.Cdr;
import io.camelami.gsm.event.GatewayEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A tracker and what it has said. */
final class Followed {

    final List<GatewayEvent> told = new ArrayList<>();
    final CallTracker tracker;
    Instant now = Instant.EPOCH;

    Followed() {
        this(CallSettings.defaults(ZoneOffset.UTC));
    }

    Followed(CallSettings settings) {
        tracker = new CallTracker("g", settings, told::add);
    }

    /** A whole capture, and a while after it. */
    static Followed capture(String file) {
        Followed followed = new Followed();
        for (Capture.Said each : Capture.of(file).events()) {
            followed.now = each.at();
            followed.tracker.accept(each.event(), 1, each.at());
        }
        followed.after(Duration.ofSeconds(10));
        return followed;
    }

    /** Events written by hand, all at once. */
    Followed told(String events) {
        Capture.events(events).forEach(event -> tracker.accept(event, 1, now));
        return this;
    }

    Followed after(Duration time) {
        now = now.plus(time);
        tracker.tick(1, now);
        return this;
    }

    <T> List<T> all(Class<T> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<Call> calls() {
        return all(Call.class);
    }

    /** The call that this channel began. */
    Call call(String id) {
        List<Call> found = calls().stream().filter(each -> each.id().equals(id)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " calls " + id + " among " + calls());
        }
        return found.get(0);
    }

    List<CallEvent.Change> changes() {
        return all(CallEvent.class).stream().map(CallEvent::change).toList();
    }

    List<Cdr> cdrs() {
        return all(Cdr.class);
    }
}
