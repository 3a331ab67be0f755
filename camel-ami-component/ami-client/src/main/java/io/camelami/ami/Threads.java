package io.camelami.ami;

import java.util.concurrent.RejectedExecutionException;

/** The threads of one gateway, and what they are called. */
final class Threads {

    private final AmiRuntime runtime;
    private final String gateway;

    Threads(AmiRuntime runtime, String gateway) {
        this.runtime = runtime;
        this.gateway = gateway;
    }

    String name(String role) {
        return AmiRuntime.threadName(gateway, role);
    }

    /** Runs what may block on a thread of its own; here if there is none, because the runtime is being closed. */
    void run(String role, Runnable task) {
        try {
            runtime.execute(name(role), task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }
}
