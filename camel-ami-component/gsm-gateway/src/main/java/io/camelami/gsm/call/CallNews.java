package io.camelami.gsm.call;

import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.CallEvent;
import io.camelami.gsm.event.CallEvent.Change;
import io.camelami.gsm.event.GatewayEvent;
import java.time.Instant;
import java.util.function.Consumer;

/** Tells what happens to calls. */
final class CallNews {

    private final String gateway;
    private final Consumer<? super GatewayEvent> out;
    private final CdrBook cdrs;
    private long epoch;
    private Instant now = Instant.EPOCH;

    CallNews(String gateway, CdrBook cdrs, Consumer<? super GatewayEvent> out) {
        this.gateway = gateway;
        this.cdrs = cdrs;
        this.out = out;
    }

    /** What is told from now on is of this session and time. */
    void at(long newEpoch, Instant time) {
        epoch = newEpoch;
        now = time;
    }

    void changed(LiveCall call, Change change, CallLeg leg) {
        call.remember(now, change, leg.name);
        int cause = change == Change.ENDED ? call.finalCause() : 0;
        CallLeg peer = call.peerOf(leg);
        out.accept(new CallEvent(
                gateway,
                now,
                epoch,
                call.id,
                change,
                call.direction(),
                call.caller(),
                call.called(),
                leg.name,
                peer == null ? null : peer.name,
                leg.uniqueId,
                leg.linkedId,
                cause,
                change == Change.ENDED ? HangupCause.of(cause).text() : null));
    }

    /** @param endSeen false if the call is given up without its end having been seen */
    void ended(LiveCall call, boolean endSeen) {
        changed(call, Change.ENDED, call.root());
        Call whole = call.toRecord(gateway, epoch, now, endSeen);
        out.accept(whole);
        cdrs.ended(whole);
    }
}
