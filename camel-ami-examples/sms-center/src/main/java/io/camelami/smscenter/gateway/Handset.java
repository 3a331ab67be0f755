package io.camelami.smscenter.gateway;

import io.camelami.simulator.SentSms;
import io.camelami.simulator.SimulatorEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The phone at the other end of the simulated gateway: everything the gateway sends reaches it, whatever the number. */
@Component
@Simulated
public class Handset {

    private static final int KEPT = 50;

    private final Deque<Text> texts = new ArrayDeque<>();
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Handset(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** A text that it received: one part of a long message is one text. */
    public record Text(String to, int span, String text, Instant at) {}

    void on(SimulatorEvent event) {
        if (event instanceof SimulatorEvent.SmsSent sent) {
            SentSms sms = sent.sms();
            Text text = new Text(sms.to(), sms.span(), sms.text(), clock.instant());
            synchronized (texts) {
                texts.addFirst(text);
                if (texts.size() > KEPT) {
                    texts.removeLast();
                }
            }
            events.publishEvent(text);
        }
    }

    /** The last texts, newest first. */
    List<Text> texts() {
        synchronized (texts) {
            return List.copyOf(texts);
        }
    }
}
