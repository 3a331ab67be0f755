package io.camelami.simulator.fault;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The faults that are still to strike. Of those for the same point, one waits for the other. */
public final class FaultPlan {

    private static final class Armed {
        private final FaultTrigger trigger;
        private final Fault fault;
        private int passes;

        private Armed(FaultTrigger trigger, Fault fault) {
            this.trigger = trigger;
            this.fault = fault;
            this.passes = trigger.passes();
        }
    }

    private final List<Armed> armed = new ArrayList<>();

    public synchronized void arm(FaultTrigger trigger, Fault fault) {
        armed.add(new Armed(trigger, fault));
    }

    /**
     * The fault that strikes at a point that was reached just now.
     *
     * @param name of the action or event there, or an empty string where there is none
     */
    public synchronized Optional<Fault> strike(FaultPoint point, String name) {
        for (Iterator<Armed> each = armed.iterator(); each.hasNext(); ) {
            Armed next = each.next();
            if (next.trigger.isFor(point, name)) {
                if (next.passes-- > 0) {
                    return Optional.empty();
                }
                each.remove();
                return Optional.of(next.fault);
            }
        }
        return Optional.empty();
    }
}
