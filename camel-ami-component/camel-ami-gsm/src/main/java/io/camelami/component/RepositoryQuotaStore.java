package io.camelami.component;

import io.camelami.gsm.QuotaStore;
import org.apache.camel.spi.IdempotentRepository;

/** Counts the quotas in any of Camel's idempotent repositories. */
record RepositoryQuotaStore(IdempotentRepository repository) implements QuotaStore {

    @Override
    public boolean add(String key) {
        boolean added;
        try {
            added = repository.add(key);
        } catch (RuntimeException e) {
            // Where two nodes insert the same row at once, a database refuses one of them.
            if (repository.contains(key)) {
                return false;
            }
            throw e;
        }
        return added && repository.confirm(key);
    }

    @Override
    public boolean contains(String key) {
        return repository.contains(key);
    }

    @Override
    public void remove(String key) {
        repository.remove(key);
    }

    /** Repositories may show where they are and who may go there. */
    @Override
    public String toString() {
        return repository.getClass().getSimpleName() + "@" + Integer.toHexString(System.identityHashCode(repository));
    }
}
