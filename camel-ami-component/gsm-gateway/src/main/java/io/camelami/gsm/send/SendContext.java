package io.camelami.gsm.send;

import io.camelami.ami.AmiLink;
import io.camelami.ami.AmiRuntime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What every send of one gateway shares. */
record SendContext(
        String gateway,
        AmiLink link,
        AmiRuntime runtime,
        Worker worker,
        Results results,
        PendingReports reports,
        Quotas quotas,
        Duration pacing) {

    long now() {
        return runtime.nanoTime();
    }

    /** Never on the worker: what callers do with a result may take its time, and all other sends would wait for it. */
    <T> void complete(CompletableFuture<T> future, T result) {
        results.hand(() -> future.complete(result));
    }
}
