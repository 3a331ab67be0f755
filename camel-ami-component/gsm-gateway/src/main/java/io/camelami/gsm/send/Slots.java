package io.camelami.gsm.send;

import io.camelami.gsm.QuotaStore;
import java.util.ArrayList;
import java.util.List;

/**
 * So many places of one day, numbered from 1; a place is taken by adding its key to the store. They are taken in order, so
 * that after a restart the first free one is found without asking for all.
 */
final class Slots {
    private final QuotaStore store;
    private final String prefix;
    private final int limit;
    private int next;

    /** @param prefix what the keys begin with, before the number */
    Slots(QuotaStore store, String prefix, int limit) {
        this.store = store;
        this.prefix = prefix;
        this.limit = limit;
        this.next = firstFree();
    }

    private int firstFree() {
        if (limit == 0 || !store.contains(prefix + 1)) {
            return 1;
        }
        int taken = 1;
        int free = limit + 1;
        while (free - taken > 1) {
            int middle = taken + (free - taken) / 2;
            if (store.contains(prefix + middle)) {
                taken = middle;
            } else {
                free = middle;
            }
        }
        return free;
    }

    int free() {
        return limit - next + 1;
    }

    /** @return the numbers of the places, or null if there are not so many */
    List<Integer> take(int count) {
        List<Integer> taken = new ArrayList<>();
        while (taken.size() < count && next <= limit) {
            // Another node may have taken it.
            if (store.add(prefix + next)) {
                taken.add(next);
            }
            next++;
        }
        if (taken.size() < count) {
            giveBack(taken);
            return null;
        }
        return taken;
    }

    void giveBack(List<Integer> taken) {
        for (int i = taken.size() - 1; i >= 0; i--) {
            store.remove(prefix + taken.get(i));
            if (taken.get(i) == next - 1) {
                next--;
            }
        }
    }

    /** The keys of all places that were taken. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (int number = 1; number < next; number++) {
            keys.add(prefix + number);
        }
        return keys;
    }
}
