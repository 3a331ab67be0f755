package io.camelami.smscenter.access;

import java.util.UUID;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The one user of the SMS centre.
 *
 * @param hash of the password
 * @param generated the password itself if the settings have none and it was made at this start; else null
 */
public record Account(String user, String hash, String generated) {

    static Account of(AccessProperties given, PasswordEncoder encoder) {
        if (given.password() == null) {
            String password = UUID.randomUUID().toString();
            return new Account(given.user(), encoder.encode(password), password);
        }
        boolean hashed = given.password().startsWith(AccessProperties.HASHED);
        return new Account(given.user(), hashed ? given.password() : encoder.encode(given.password()), null);
    }

    /** Without password and hash. */
    @Override
    public String toString() {
        return "Account[" + user + "]";
    }
}
