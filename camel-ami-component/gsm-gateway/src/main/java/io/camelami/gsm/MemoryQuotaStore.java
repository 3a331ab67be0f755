package io.camelami.gsm;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A set: quotas begin anew with the program. */
final class MemoryQuotaStore implements QuotaStore {
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    @Override
    public boolean add(String key) {
        return keys.add(key);
    }

    @Override
    public boolean contains(String key) {
        return keys.contains(key);
    }

    @Override
    public void remove(String key) {
        keys.remove(key);
    }
}
