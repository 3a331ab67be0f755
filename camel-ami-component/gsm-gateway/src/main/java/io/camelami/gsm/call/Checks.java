package io.camelami.gsm.call;

/** What every request checks. */
final class Checks {

    private Checks() {}

    static String required(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /**
     * One channel by its name. Asterisk 12 and later take {@code /regex/} in Hangup for all channels that match, which a
     * name from elsewhere must never become; and they skip blanks and control characters in front of it.
     */
    static String channel(String name, String value) {
        required(name, value);
        if (value.charAt(0) <= ' ' || value.charAt(0) == '/') {
            throw new IllegalArgumentException(
                    name + " is no channel name: it begins with a slash, a blank or a control character");
        }
        return value;
    }
}
