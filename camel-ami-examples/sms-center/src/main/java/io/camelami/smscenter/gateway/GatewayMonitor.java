package io.camelami.smscenter.gateway;

import io.camelami.component.AmiGsmEndpoint;
import io.camelami.gsm.event.Gap;
import io.camelami.gsm.event.GatewayEvent;
import io.camelami.smscenter.message.UnstoredSms;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Knows whether the gateway is heard, and publishes a {@link GatewayState} whenever something about it changes. */
@Component
public class GatewayMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayMonitor.class);

    private final Gateway gateway;
    private final CamelContext camel;
    private final UnstoredSms unstored;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private GatewayState state;
    private GatewayState.Missed missed;

    GatewayMonitor(
            Gateway gateway, CamelContext camel, UnstoredSms unstored, ApplicationEventPublisher events, Clock clock) {
        this.gateway = gateway;
        this.camel = camel;
        this.unstored = unstored;
        this.events = events;
        this.clock = clock;
        this.state = state(gateway.dialect(), false, "not connected yet", clock.instant(), 0);
    }

    synchronized GatewayState state() {
        return state;
    }

    /** Called by the inbound route with what the gateway's link tells: {@code LinkUp}, {@code LinkDown} or {@link Gap}. */
    public void linkChanged(GatewayEvent event) {
        if (event instanceof Gap gap) {
            synchronized (this) {
                missed = new GatewayState.Missed(gap.from(), gap.to(), gap.mayBeMissing());
            }
        }
        look();
    }

    /** Also looks by itself: a gateway that was never reached tells nothing. */
    @Scheduled(fixedDelay = 1_000)
    void look() {
        AmiGsmEndpoint endpoint = camel.getEndpoint(Gateway.ENDPOINT, AmiGsmEndpoint.class);
        boolean up = endpoint.isGatewayUp();
        String reason = up ? null : endpoint.getGatewayReason();
        String dialect = endpoint.getGatewayDialect();
        int waiting = unstored.count();
        GatewayState now;
        synchronized (this) {
            report(state.unstored(), waiting);
            now = state(dialect, up, reason, up == state.up() ? state.since() : clock.instant(), waiting);
            if (Objects.equals(now, state)) {
                return;
            }
            state = now;
        }
        events.publishEvent(now);
    }

    private static void report(int before, int waiting) {
        if (waiting > before) {
            LOG.warn("{} received message(s) are kept in files until the database takes them", waiting);
        } else if (waiting < before && waiting == 0) {
            LOG.info("The messages that were kept in files are in the database now");
        }
    }

    private GatewayState state(String dialect, boolean up, String reason, Instant since, int waiting) {
        return new GatewayState(
                gateway.name(),
                gateway.address(),
                dialect,
                gateway.spans(),
                gateway.simulated(),
                up,
                reason,
                since,
                missed,
                waiting);
    }
}
