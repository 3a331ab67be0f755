package io.camelami.gsm.call;

import java.util.List;
import java.util.Locale;

/** What the name of a channel tells: {@code technology/resource-serial}. */
final class ChannelName {

    /**
     * Channels that carry no call. OpenVox announces each SMS on EXTRA-SMS and EXTRA-SMSSEND; chan_dongle and
     * chan_quectel start Local/sms, Local/ussd and Local/report; Message is the server's own for SIP messages, and CBAnn,
     * CBRec and Announcer are a conference's or a bridge's own voices.
     */
    private static final List<String> NO_CALLS = List.of(
            "extra-sms/",
            "extra-smssend/",
            "local/sms@",
            "local/ussd@",
            "local/report@",
            "message/",
            "cbann/",
            "cbrec/",
            "announcer/",
            "recorder/");

    /** Names that up to Asterisk 11 a channel has for a moment, until a masquerade gives it the name of another. */
    private static final List<String> PLACEHOLDERS = List.of("bridge/", "parked/", "asyncgoto/", "surrogate/");

    private ChannelName() {}

    static boolean isNoCall(String channel) {
        return startsWithAny(channel, NO_CALLS);
    }

    static boolean isPlaceholder(String channel) {
        return startsWithAny(channel, PLACEHOLDERS) || channel.endsWith("<ZOMBIE>");
    }

    /** The part before the first slash; empty if there is none. */
    static String technology(String channel) {
        int slash = channel.indexOf('/');
        return slash < 0 ? "" : channel.substring(0, slash);
    }

    /** What the two halves of a Local channel have in common; null for any other channel. */
    static String localPair(String channel) {
        boolean half = channel.endsWith(";1")
                || channel.endsWith(";2")
                || channel.endsWith(",1") // 1.4 and 1.6
                || channel.endsWith(",2");
        return half && channel.regionMatches(true, 0, "Local/", 0, 6)
                ? channel.substring(0, channel.length() - 2)
                : null;
    }

    /** Whether it is the half of a Local channel that runs in the dialplan, where the other is the one that was dialled. */
    static boolean isDialplanHalf(String channel) {
        return localPair(channel) != null && channel.endsWith("2");
    }

    /**
     * The number in what was dialled: {@code dongle0/+491} and {@code EXTRA/g1/+491} give {@code +491},
     * {@code 603@default/n} gives {@code 603}; null if there is none.
     */
    static String dialedNumber(String dialString) {
        if (dialString == null) {
            return null;
        }
        int at = dialString.indexOf('@');
        String number = at >= 0 ? dialString.substring(0, at) : dialString;
        number = number.substring(number.lastIndexOf('/') + 1);
        int scheme = number.indexOf(':');
        number = number.substring(scheme + 1);
        return number.isEmpty() ? null : number;
    }

    /**
     * Whether {@code channel} can be the one that dialling {@code dialString} made: {@code SIP/1000} gives
     * {@code SIP/1000-00000001}, {@code Local/607@default/n} gives {@code Local/607@default-00000013;1}, and
     * {@code Dongle/g0/+491}, where {@code g0} is a group, any of that technology.
     */
    static boolean canBe(String channel, String dialString) {
        String technology = technology(dialString);
        if (technology.isEmpty() || !technology.equalsIgnoreCase(technology(channel)) || isDialplanHalf(channel)) {
            return false;
        }
        String resource = dialString.substring(technology.length() + 1);
        int slash = resource.indexOf('/');
        if (slash >= 0) {
            String device = resource.substring(0, slash);
            boolean local = technology.equalsIgnoreCase("Local");
            return !local || startsWith(channel, technology + "/" + device + "-");
        }
        int options = resource.indexOf('@');
        return startsWith(channel, technology + "/" + resource + "-")
                || options >= 0 && startsWith(channel, technology + "/" + resource.substring(options + 1) + "-");
    }

    private static boolean startsWith(String channel, String prefix) {
        return channel.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static boolean startsWithAny(String channel, List<String> prefixes) {
        String name = channel.toLowerCase(Locale.ROOT);
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
