package io.camelami.simulator;

import java.util.TreeSet;

/** The addresses that the first driver gives as IDs: of memory that is free again once a message is done with. */
final class DongleIds {
    private static final long HEAP = 0x7efbe0001b20L;
    private static final long BLOCK = 0x80;

    private final TreeSet<Long> taken = new TreeSet<>();

    synchronized String take() {
        long address = HEAP;
        while (!taken.add(address)) {
            address += BLOCK;
        }
        return "0x" + Long.toHexString(address);
    }

    /** Nobody gets the ID before the last that is told of it is told. */
    synchronized void release(String id, Runnable lastWords) {
        lastWords.run();
        taken.remove(Long.parseLong(id.substring(2), 16));
    }
}
