package io.camelami.simulator;

import io.camelami.simulator.CallBehaviour.Ending;
import io.camelami.simulator.net.Timer;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/** Lets calls that come in ring, be answered and end, each at its time. */
final class InboundCalls {
    private final Timer timer;
    private final Clock clock;
    private final PbxCalls pbx;
    private final Consumer<SimulatorEvent> tell;

    InboundCalls(Timer timer, Clock clock, PbxCalls pbx, Consumer<SimulatorEvent> tell) {
        this.timer = timer;
        this.clock = clock;
        this.pbx = pbx;
        this.tell = tell;
    }

    void receive(int span, String caller, CallBehaviour behaviour, InboundCall call) {
        new Progress(span, caller, behaviour, call).begin();
    }

    /** One call; whoever ends it first, ends it. */
    private final class Progress {
        private final int span;
        private final String caller;
        private final CallBehaviour behaviour;
        private final InboundCall call;
        private final Instant started = clock.instant();
        private Instant answered;
        private boolean over;

        private Progress(int span, String caller, CallBehaviour behaviour, InboundCall call) {
            this.span = span;
            this.caller = caller;
            this.behaviour = behaviour;
            this.call = call;
        }

        private synchronized void begin() {
            tell.accept(new SimulatorEvent.CallReceived(span, caller));
            call.comes();
            list();
            if (behaviour.ending() == Ending.BUSY) {
                end(CallEnd.BUSY);
                return;
            }
            call.rings();
            timer.after(behaviour.ringing(), this::ringingOver);
        }

        private void list() {
            call.channels().forEach(channel -> pbx.add(channel, () -> end(CallEnd.CLIENT)));
        }

        private synchronized void ringingOver() {
            if (over) {
                return;
            }
            if (behaviour.ending() == Ending.ABANDONED) {
                end(CallEnd.CALLER);
                return;
            }
            answered = clock.instant();
            call.answered();
            list();
            tell.accept(new SimulatorEvent.CallAnswered(span, caller));
            timer.after(behaviour.talking(), () -> end(CallEnd.CALLER));
        }

        private synchronized void end(CallEnd end) {
            if (over) {
                return;
            }
            over = true;
            call.channels().forEach(pbx::remove);
            call.ends(new EndedCall(end, started, answered, clock.instant()));
            tell.accept(new SimulatorEvent.CallEnded(span, caller, answered != null));
        }
    }
}
