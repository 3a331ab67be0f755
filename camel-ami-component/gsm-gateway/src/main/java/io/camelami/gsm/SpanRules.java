package io.camelami.gsm;

import java.time.Duration;
import java.util.Objects;

/**
 * How the spans of a gateway are watched, chosen and spared.
 *
 * @param choice how a span is chosen for a request that names none
 * @param check how old what is known of the spans may become while it is needed: then they are listed again; zero for
 *     never
 * @param quotaPartsPerDay how many parts of messages a span may send a day; 0 for no limit
 * @param quotaRecipientsPerDay to how many recipients a span may send a day; 0 for no limit
 * @param quotaStore what remembers how much of the quotas is used
 */
public record SpanRules(
        SpanChoice choice, Duration check, int quotaPartsPerDay, int quotaRecipientsPerDay, QuotaStore quotaStore) {

    /** @throws IllegalArgumentException naming the option that is out of range, and its effect */
    public SpanRules {
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(quotaStore, "quotaStore");
        require(
                check != null && !check.isNegative(),
                "spanCheck",
                check,
                "the spans are listed again after it, zero for never");
        require(
                quotaPartsPerDay >= 0,
                "quotaPartsPerDay",
                quotaPartsPerDay,
                "it is how many parts a span may send a day, 0 for no limit");
        require(
                quotaRecipientsPerDay >= 0,
                "quotaRecipientsPerDay",
                quotaRecipientsPerDay,
                "it is to how many recipients a span may send a day, 0 for no limit");
    }

    /** Round robin, a look at the spans every minute at most, no quotas; a store in memory of its own. */
    public static SpanRules standard() {
        return new SpanRules(SpanChoice.ROUND_ROBIN, Duration.ofMinutes(1), 0, 0, QuotaStore.inMemory());
    }

    public SpanRules withChoice(SpanChoice newChoice) {
        return new SpanRules(newChoice, check, quotaPartsPerDay, quotaRecipientsPerDay, quotaStore);
    }

    public SpanRules withCheck(Duration newCheck) {
        return new SpanRules(choice, newCheck, quotaPartsPerDay, quotaRecipientsPerDay, quotaStore);
    }

    /** @param store null for what it is now */
    public SpanRules withQuotas(int partsPerDay, int recipientsPerDay, QuotaStore store) {
        return new SpanRules(choice, check, partsPerDay, recipientsPerDay, store == null ? quotaStore : store);
    }

    /** Whether there is a quota at all. */
    public boolean limited() {
        return quotaPartsPerDay > 0 || quotaRecipientsPerDay > 0;
    }

    private static void require(boolean valid, String option, Object value, String effect) {
        if (!valid) {
            throw new IllegalArgumentException("option " + option + "=" + value + " is not valid: " + effect);
        }
    }
}
