package io.camelami.gsm.receive;

import io.camelami.ami.AmiRuntime;
import io.camelami.gsm.dialect.Later;
import io.camelami.gsm.dialect.Signal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a dialect holds back, until its time is over. One thread at a time, to which the owner sees. */
final class HeldBack {
    private static final Logger LOG = LoggerFactory.getLogger(HeldBack.class);
    private static final int MOST = 1000;

    private final String gateway;
    private final AmiRuntime runtime;
    private final Consumer<Later> atItsTime;
    private final Map<Later, Future<?>> timers = new LinkedHashMap<>();

    /** @param atItsTime is called on a thread of its own, and has to ask {@link #release} for the signal */
    HeldBack(String gateway, AmiRuntime runtime, Consumer<Later> atItsTime) {
        this.gateway = gateway;
        this.runtime = runtime;
        this.atItsTime = atItsTime;
    }

    /** @return what has to make room for it; null as a rule */
    Signal add(Later later) {
        forgetWhatIsOver();
        Signal pushedOut =
                timers.size() < MOST ? null : release(timers.keySet().iterator().next());
        Future<?> timer = null;
        try {
            timer = runtime.timers()
                    .schedule(
                            () -> runtime.execute("ami-gsm/" + gateway + "/held", () -> atItsTime.accept(later)),
                            later.patience().toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: the timers are closed, what is held back is handed on at the end", gateway);
        }
        timers.put(later, timer);
        return pushedOut;
    }

    private void forgetWhatIsOver() {
        timers.entrySet().removeIf(held -> {
            if (held.getKey().over()) {
                cancel(held.getValue());
            }
            return held.getKey().over();
        });
    }

    /** @return the signal; null if it was taken back, or handed on before */
    Signal release(Later later) {
        cancel(timers.remove(later));
        return later.tell();
    }

    List<Signal> drain() {
        return List.copyOf(timers.keySet()).stream()
                .map(this::release)
                .filter(Objects::nonNull)
                .toList();
    }

    private static void cancel(Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
