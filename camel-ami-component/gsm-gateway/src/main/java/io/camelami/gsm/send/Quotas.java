package io.camelami.gsm.send;

import io.camelami.ami.AmiRuntime;
import io.camelami.gsm.GatewayConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The quotas of all spans. The store may block, so it is asked on a worker of its own; answers come back on that of the
 * sends. What cannot be counted must not be sent.
 */
final class Quotas {
    private static final Logger LOG = LoggerFactory.getLogger(Quotas.class);
    private static final int MOST_REASONS = 3;

    private final GatewayConfig config;
    private final AmiRuntime runtime;
    private final Worker sends;
    private final Worker worker;
    private final Map<Integer, SpanQuota> spans = new HashMap<>();
    private long failures;

    Quotas(GatewayConfig config, AmiRuntime runtime, Worker sends) {
        this.config = config;
        this.runtime = runtime;
        this.sends = sends;
        this.worker = new Worker(config.name(), "quotas", runtime);
    }

    /** Whether there are any. */
    boolean apply() {
        return config.spanRules().limited();
    }

    /**
     * Looks for room on the first of {@code candidates} that has some.
     *
     * @param then gets the room, or null and why there is none
     */
    void reserve(String recipient, int parts, List<Integer> candidates, BiConsumer<Reservation, String> then) {
        worker.execute(() -> {
            List<String> reasons = new ArrayList<>();
            Reservation found = null;
            for (int span : candidates) {
                Reservation room = new Reservation(
                        spans.computeIfAbsent(span, number -> new SpanQuota(config, runtime.clock(), number)),
                        recipient,
                        parts);
                String why = guarded(() -> room.quota.reserve(room));
                if (why == null) {
                    found = room;
                    break;
                }
                reasons.add(why);
            }
            Reservation room = found;
            String why = room != null ? null : summary(reasons);
            sends.execute(() -> then.accept(room, why));
        });
    }

    private static String summary(List<String> reasons) {
        int more = reasons.size() - MOST_REASONS;
        return String.join("; ", reasons.subList(0, Math.min(MOST_REASONS, reasons.size())))
                + (more > 0 ? "; and likewise " + more + " other spans" : "");
    }

    /** Counts parts that are about to be written. @param then gets null, or why they must not be written */
    void count(Reservation room, int parts, Consumer<String> then) {
        worker.execute(() -> {
            String why = guarded(() -> room.quota.count(room, parts));
            sends.execute(() -> then.accept(why));
        });
    }

    /** What was counted last was not written after all. */
    void takeBack(Reservation room) {
        worker.execute(() -> guarded(() -> {
            room.quota.takeBack(room);
            return null;
        }));
    }

    /** The message is done with. */
    void release(Reservation room) {
        worker.execute(() -> room.quota.release(room));
    }

    private String guarded(Supplier<String> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            if (Long.bitCount(++failures) == 1) {
                LOG.warn("{}: the store of its quotas failed, {} times so far", config.name(), failures, e);
            }
            return "how much it may still send today is not known: the store of the quotas (option quotaRepository)"
                    + " failed with " + e.getClass().getSimpleName();
        }
    }
}
