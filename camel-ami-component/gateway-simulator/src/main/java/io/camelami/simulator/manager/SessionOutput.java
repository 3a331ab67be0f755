package io.camelami.simulator.manager;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/** The one place where bytes leave for a client; wire faults are put in here. */
@FunctionalInterface
public interface SessionOutput {

    void write(byte[] bytes) throws IOException;

    /** Hands each write to the network as it is. */
    static SessionOutput whole(OutputStream out) {
        return bytes -> {
            out.write(bytes);
            out.flush();
        };
    }

    /**
     * Sends few bytes at a time, each in a segment of its own, and cuts between CR and LF wherever they meet.
     */
    static SessionOutput fragmented(OutputStream out) {
        return bytes -> {
            int start = 0;
            while (start < bytes.length) {
                int end = start + 1;
                while (end < bytes.length && end - start < FragmentSize.BYTES && bytes[end - 1] != '\r') {
                    end++;
                }
                out.write(bytes, start, end - start);
                out.flush();
                // Without a pause the network would join the fragments again.
                LockSupport.parkNanos(FragmentSize.PAUSE_NANOS);
                start = end;
            }
        };
    }

    /** How small and how slow fragments are. */
    final class FragmentSize {
        private static final int BYTES = 7;
        private static final long PAUSE_NANOS = 1_000_000;

        private FragmentSize() {}
    }
}
