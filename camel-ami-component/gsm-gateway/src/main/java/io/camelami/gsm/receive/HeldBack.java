package io.camelami.gsm.receive;

import io.camelami.ami.AmiRuntime;
import io.camelami.gsm.dialect.Later;
import io.camelami.gsm.dialect.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a dialect holds back, until its time is over; what was held back first is told first. One thread at a time, to which
 * the owner sees.
 */
final class HeldBack {
    private static final Logger LOG = LoggerFactory.getLogger(HeldBack.class);
    private static final int MOST = 1000;

    private final String gateway;
    private final AmiRuntime runtime;
    private final Runnable atItsTime;
    /** With the time at which each is due. */
    private final Map<Later, Long> held = new LinkedHashMap<>();

    private Future<?> timer;

    /** @param atItsTime is called on a thread of its own when something may be due */
    HeldBack(String gateway, AmiRuntime runtime, Runnable atItsTime) {
        this.gateway = gateway;
        this.runtime = runtime;
        this.atItsTime = atItsTime;
    }

    /** @return what has to make room for it; null as a rule */
    Signal add(Later later) {
        held.keySet().removeIf(Later::over);
        Signal pushedOut =
                held.size() < MOST ? null : take(held.keySet().iterator().next());
        held.put(later, runtime.nanoTime() + later.patience().toNanos());
        watch();
        return pushedOut;
    }

    /** What nothing has taken back in time. */
    List<Signal> due() {
        long now = runtime.nanoTime();
        List<Later> due = new ArrayList<>();
        held.forEach((later, at) -> {
            if (at - now <= 0) {
                due.add(later);
            }
        });
        List<Signal> signals = take(due);
        watch();
        return signals;
    }

    List<Signal> drain() {
        List<Signal> signals = take(List.copyOf(held.keySet()));
        watch();
        return signals;
    }

    private List<Signal> take(List<Later> some) {
        return some.stream().map(this::take).filter(Objects::nonNull).toList();
    }

    private Signal take(Later later) {
        held.remove(later);
        return later.tell();
    }

    /** Keeps one timer, for the one that is due first. */
    private void watch() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        long now = runtime.nanoTime();
        held.values().stream().mapToLong(at -> at - now).min().ifPresent(wait -> {
            try {
                timer = runtime.timers()
                        .schedule(
                                () -> runtime.execute("ami-gsm/" + gateway + "/held", atItsTime),
                                Math.max(0, wait),
                                TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("{}: the timers are closed, what is held back is handed on at the end", gateway);
            }
        });
    }
}
