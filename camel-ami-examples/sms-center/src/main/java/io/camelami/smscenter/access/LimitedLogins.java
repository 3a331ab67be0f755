package io.camelami.smscenter.access;

import io.camelami.smscenter.TooManyRequestsException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Looks at a password only if not too many from the same address were wrong, so that none is found by trying. Who is
 * logged in already is not held up.
 */
final class LimitedLogins implements AuthenticationProvider {

    private static final Logger LOG = LoggerFactory.getLogger(LimitedLogins.class);

    private static final int NETWORK_BYTES = 8;

    private final AuthenticationProvider logins;
    private final RateLimit failures;

    LimitedLogins(AuthenticationProvider logins, RateLimit failures) {
        this.logins = logins;
        this.failures = failures;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        String address = ((WebAuthenticationDetails) given.getDetails()).getRemoteAddress();
        String key = key(address);
        try {
            failures.check(key);
            return logins.authenticate(given);
        } catch (BadCredentialsException e) {
            failures.count(key);
            warn(address, key);
            throw e;
        } catch (TooManyRequestsException e) {
            throw new TooManyLoginsException(e);
        }
    }

    private void warn(String address, String key) {
        try {
            failures.check(key);
        } catch (TooManyRequestsException e) {
            LOG.warn("Logins from {} are refused for {} s: too many have failed", address, e.retryAfter());
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return logins.supports(authentication);
    }

    /** An IPv6 host has a whole network of addresses to itself. */
    static String key(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
