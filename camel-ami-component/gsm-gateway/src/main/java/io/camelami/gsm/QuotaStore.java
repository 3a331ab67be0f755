package io.camelami.gsm;

/**
 * Remembers what was sent, so that quotas hold over a restart, and over several nodes if they share it. Each part that is
 * sent and each recipient takes a key of its own, so that counting needs nothing but a set whose {@link #add} is atomic.
 * Keys have at most 100 characters, and hold no number of anybody, only hashes.
 *
 * <p>It may block; it is asked by one thread a gateway. An exception makes the send fail, as to be repeated later. It must
 * not forget keys of today: not by a bound on their number, nor by a time to live of less than a day. Keys of past days are
 * removed little by little; those that nobody removes because of a restart do no harm.
 */
public interface QuotaStore {

    /** Whether it did not hold the key before; two that add the same key at once are not both told so. */
    boolean add(String key);

    boolean contains(String key);

    void remove(String key);

    /** Remembers until the program ends. */
    static QuotaStore inMemory() {
        return new MemoryQuotaStore();
    }
}
