package io.camelami.smscenter.access;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.Validator;

/**
 * Who may use the SMS centre.
 *
 * @param user name of the one user
 * @param password as it is typed, or its hash after {@code {bcrypt}}; without one, each start makes its own
 * @param stay how long a page that is not used stays logged in
 */
@ConfigurationProperties("center")
record AccessProperties(@DefaultValue("center") String user, String password, @DefaultValue("12h") Duration stay)
        implements Validator {

    static final String HASHED = "{bcrypt}";

    private static final Pattern HASH = Pattern.compile("\\{bcrypt}\\$2[aby]?\\$\\d\\d\\$[./0-9A-Za-z]{53}");
    private static final int SHORTEST = 8;
    /** bcrypt looks at no more. */
    private static final int MOST_BYTES = 72;

    @Override
    public boolean supports(Class<?> type) {
        return type == AccessProperties.class;
    }

    @Override
    public void validate(Object target, Errors errors) {
        AccessProperties given = (AccessProperties) target;
        if (given.user.isBlank() || given.user.contains(":")) {
            errors.rejectValue("user", "form", "must not be empty or have a colon, which HTTP Basic cannot carry");
        }
        if (given.stay.isNegative() || given.stay.isZero()) {
            errors.rejectValue("stay", "range", "must be more than nothing, as 12h");
        }
        String fault = given.password == null ? null : fault(given.password);
        if (fault != null) {
            // Spring Boot prints the value that was refused.
            BindingResult result = (BindingResult) errors;
            result.addError(
                    new FieldError(result.getObjectName(), "password", "(not shown)", false, null, null, fault));
        }
    }

    private static String fault(String password) {
        if (password.startsWith(HASHED)) {
            return HASH.matcher(password).matches() ? null : "is no bcrypt hash; it is as {bcrypt}$2y$10$...";
        }
        if (password.length() < SHORTEST) {
            return "must have " + SHORTEST + " characters or more; leave it out to have one made";
        }
        return password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
                ? "must not have more than " + MOST_BYTES + " bytes"
                : null;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "AccessProperties[" + user + "]";
    }
}
