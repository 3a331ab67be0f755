package io.camelami.benchmarks.soak;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What was measured at one moment.
 *
 * @param seconds since the start
 * @param heap bytes of heap in use after a garbage collection that was asked for
 * @param direct bytes of direct buffers
 * @param resident bytes of the process in memory, 0 where the system does not tell
 * @param threads threads alive
 * @param descriptors open file descriptors
 * @param objects instances of this project's own classes on the heap
 * @param pending actions on the heap that wait for their answer, or were not forgotten after it
 * @param events events seen so far
 * @param gaps gaps told so far
 * @param epoch the link's epoch, which is how often it has logged in
 */
record Sample(
        double seconds,
        double heap,
        double direct,
        double resident,
        double threads,
        double descriptors,
        double objects,
        double pending,
        double events,
        double gaps,
        double epoch) {

    static final String CSV_HEAD = "seconds,heapBytes,directBytes,residentBytes,threads,fileDescriptors,ownObjects,"
            + "pendingActions,events,gaps,epoch";

    String csv() {
        double[] columns = {heap, direct, resident, threads, descriptors, objects, pending, events, gaps, epoch};
        return String.format(Locale.ROOT, "%.1f,", seconds)
                + Arrays.stream(columns)
                        .mapToObj(column -> String.format(Locale.ROOT, "%.0f", column))
                        .collect(Collectors.joining(","));
    }

    static Sample ofCsv(String line) {
        double[] column =
                Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
        return new Sample(
                column[0],
                column[1],
                column[2],
                column[3],
                column[4],
                column[5],
                column[6],
                column[7],
                column[8],
                column[9],
                column[10]);
    }
}
