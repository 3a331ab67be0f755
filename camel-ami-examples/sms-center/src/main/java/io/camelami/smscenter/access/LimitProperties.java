package io.camelami.smscenter.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/**
 * How much is too much.
 *
 * @param failedLogins how many logins from one address may fail within {@code failedLoginsPer}
 * @param sends how much one user may send within {@code sendsPer}
 */
@ConfigurationProperties("center.limit")
record LimitProperties(
        @DefaultValue("10") int failedLogins,
        @DefaultValue("10m") Duration failedLoginsPer,
        @DefaultValue("120") int sends,
        @DefaultValue("1m") Duration sendsPer)
        implements Validator {

    private static final Duration LONGEST = Duration.ofDays(1);

    @Override
    public boolean supports(Class<?> type) {
        return type == LimitProperties.class;
    }

    @Override
    public void validate(Object target, Errors errors) {
        LimitProperties given = (LimitProperties) target;
        require(errors, "failedLogins", given.failedLogins, given.failedLoginsPer);
        require(errors, "sends", given.sends, given.sendsPer);
    }

    private static void require(Errors errors, String field, int count, Duration per) {
        if (count < 1) {
            errors.rejectValue(field, "range", "must be 1 or more");
        }
        if (per.toMillis() < 1 || per.compareTo(LONGEST) > 0) {
            errors.rejectValue(field + "Per", "range", "must be more than nothing and at most a day, as 10m");
        }
    }
}
