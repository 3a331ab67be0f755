package io.camelami.smscenter.gateway;

import io.camelami.simulator.GatewaySimulator;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** A call from the handset: it rings a few seconds, nobody answers, and the handset gives up. */
@Component
@Simulated
class HandsetCall {

    private static final Duration RINGING = Duration.ofSeconds(4);

    private final GatewaySimulator simulator;
    private final TaskScheduler scheduler;
    private final Clock clock;
    private final AtomicInteger calls = new AtomicInteger();

    HandsetCall(GatewaySimulator simulator, TaskScheduler scheduler, Clock clock) {
        this.simulator = simulator;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** @param from digits, with or without a plus */
    void begin(String from, int span) {
        int serial = calls.incrementAndGet();
        // The driver numbers B channels 1, 3, 5, ... (gateways.md §2.4).
        String channel = "Channel: EXTRA/" + (2 * span - 1) + "-" + serial + "\r\n";
        String uniqueId = "Uniqueid: " + clock.instant().getEpochSecond() + "." + serial + "\r\n";
        simulator.emit("Event: Newchannel\r\nPrivilege: call,all\r\n" + channel
                + "ChannelState: 4\r\nChannelStateDesc: Ring\r\nCallerIDNum: " + from + "\r\nCallerIDName: \r\n"
                + "AccountCode: \r\nExten: s\r\nContext: gsm-" + span + "\r\n" + uniqueId + "\r\n");
        scheduler.schedule(
                () -> simulator.emit("Event: Hangup\r\nPrivilege: call,all\r\n" + channel + uniqueId + "CallerIDNum: "
                        + from + "\r\nCallerIDName: <unknown>\r\nConnectedLineNum: <unknown>\r\n"
                        + "ConnectedLineName: <unknown>\r\nCause: 16\r\nCause-txt: Normal Clearing\r\n\r\n"),
                clock.instant().plus(RINGING));
    }
}
