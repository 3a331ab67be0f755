package io.camelami.smscenter.gateway;

import io.camelami.gsm.dialect.Dialects;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

/**
 * The gateway to use; without a host, one is simulated.
 *
 * @param host name or address
 * @param port TCP port of its AMI
 * @param username AMI user
 * @param secret the user's password
 * @param dialect openvox, yeastar-tg, asterisk or another that is on the class path; auto to find it out
 * @param spans how many spans it has: as many messages are sent side by side
 */
@ConfigurationProperties("gateway")
record GatewayProperties(
        String host,
        @DefaultValue("5038") int port,
        String username,
        String secret,
        @DefaultValue("openvox") String dialect,
        @DefaultValue("4") int spans)
        implements Validator {

    /** The dialect that is asked of the gateway. */
    private static final String FOUND_OUT = "auto";

    boolean simulated() {
        return host == null;
    }

    @Override
    public boolean supports(Class<?> type) {
        return type == GatewayProperties.class;
    }

    @Override
    public void validate(Object target, Errors errors) {
        GatewayProperties given = (GatewayProperties) target;
        if (given.simulated()) {
            if (given.username != null || given.secret != null || given.port != 5038) {
                errors.rejectValue("host", "missing", "is missing, while other settings of a real gateway are there");
            }
        } else {
            require(errors, "host", given.host, "is empty; leave it out to use the simulated gateway");
            require(errors, "username", given.username, "is missing: the AMI user of the gateway");
            require(errors, "secret", given.secret, "is missing: the password of the AMI user");
            requireDialect(errors, given.dialect);
        }
        if (given.port < 1 || given.port > 65_535) {
            errors.rejectValue("port", "range", "must be 1 to 65535; AMI is usually on 5038");
        }
        int most = given.simulated() ? 31 : 1_000;
        if (given.spans < 1 || given.spans > most) {
            errors.rejectValue("spans", "range", "must be 1 to " + most + ": how many spans the gateway has");
        }
    }

    private static void requireDialect(Errors errors, String dialect) {
        try {
            if (!dialect.equalsIgnoreCase(FOUND_OUT)) {
                Dialects.find(dialect, List.of());
            }
        } catch (IllegalArgumentException e) {
            errors.rejectValue("dialect", "unknown", e.getMessage());
        }
    }

    private static void require(Errors errors, String field, String value, String message) {
        if (!StringUtils.hasText(value)) {
            errors.rejectValue(field, "missing", message);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "GatewayProperties[" + host + ":" + port + ", " + dialect + "]";
    }
}
