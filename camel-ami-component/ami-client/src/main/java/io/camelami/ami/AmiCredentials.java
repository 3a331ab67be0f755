package io.camelami.ami;

import java.util.Objects;

/** User and secret of a gateway's AMI, and how they are told. */
public record AmiCredentials(String user, String secret, Method method) {

    /** How the secret is told. */
    public enum Method {
        /** MD5 challenge; the secret itself only where the gateway knows no challenge or gives none in time. */
        AUTO,
        /** MD5 challenge or no login. */
        MD5,
        /** The secret itself, without asking for a challenge. */
        PLAIN
    }

    public AmiCredentials {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(method, "method");
    }

    public static AmiCredentials of(String user, String secret) {
        return new AmiCredentials(user, secret, Method.AUTO);
    }

    /** Shows the user and the method, never the secret. */
    @Override
    public String toString() {
        return user + " (" + method + ")";
    }
}
