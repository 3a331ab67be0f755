package io.camelami.component;

import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.CallEvent;
import io.camelami.gsm.event.Cdr;
import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.InboundUssd;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.LinkUp;
import io.camelami.gsm.event.RawEvent;
import io.camelami.gsm.event.SmsReport;
import io.camelami.gsm.event.SpanChange;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of events that the option {@code events} can name. */
enum EventKind {
    SMS(Set.of(InboundSms.class)),
    USSD(Set.of(InboundUssd.class)),
    DELIVERY(Set.of(SmsReport.class)),
    CALL(Set.of(Call.class)),
    CALL_EVENT(Set.of(CallEvent.class)),
    MISSED(Set.of(Call.class)),
    CDR(Set.of(Cdr.class)),
    SPAN(Set.of(SpanChange.class)),
    LINK(Set.of(LinkUp.class, LinkDown.class, Gap.class)),
    RAW(Set.of(RawEvent.class));

    private final Set<Class<? extends GatewayEvent>> types;

    EventKind(Set<Class<? extends GatewayEvent>> types) {
        this.types = types;
    }

    boolean covers(GatewayEvent event) {
        return needs(event.getClass()) && (this != MISSED || ((Call) event).missed());
    }

    /** Whether there may be events of that type among these. */
    boolean needs(Class<? extends GatewayEvent> type) {
        return types.contains(type);
    }

    String optionValue() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a gateway may tell it without end, so that a route which is too slow can do without it. */
    static boolean mayBeDropped(GatewayEvent event) {
        return event instanceof CallEvent
                || event instanceof Call
                || event instanceof Cdr
                || event instanceof SpanChange
                || event instanceof RawEvent;
    }

    /** @throws IllegalArgumentException naming what is wrong with the value of the option {@code events} */
    static Set<EventKind> parse(String events) {
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        for (String name : events.split(",", -1)) {
            kinds.add(of(name.strip(), events));
        }
        return kinds;
    }

    private static EventKind of(String name, String events) {
        return Arrays.stream(values())
                .filter(kind -> kind.optionValue().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Option events=" + events + " has '" + name
                        + "'; it is a list, with commas, of "
                        + Arrays.stream(values()).map(EventKind::optionValue).collect(Collectors.joining(", "))));
    }
}
