package io.camelami.gsm.dialect.asterisk;

import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.dialect.DialectOptions;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where messages go; see {@link AsteriskDialect}.
 *
 * @param destinations of the spans, in their order; empty to send none
 * @param from null for none
 * @param validity minutes, null for the driver's own
 */
record MessageOptions(List<String> destinations, String from, String validity) {
    static final String RECIPIENT = "{to}";
    /** Of chan_quectel, which takes the recipient apart from the device. */
    private static final String MOBILE = "mobile:";

    private static final Pattern DESTINATION = Pattern.compile("[A-Za-z0-9_-]{1,32}:[!-~&&[^,]]{1,200}");
    private static final Pattern FROM = Pattern.compile("[ -~]{1,200}");
    private static final Pattern MINUTES = Pattern.compile("[1-9]\\d{0,5}");

    static MessageOptions of(GatewayConfig config) {
        DialectOptions options = new DialectOptions(AsteriskDialect.NAME, config);
        String message = options.text("message", null);
        String from = options.text("from", null);
        String validity = options.text("validity", null);
        options.complain();
        MessageOptions read = new MessageOptions(
                message == null
                        ? List.of()
                        : Arrays.stream(message.split(",", -1))
                                .map(String::strip)
                                .toList(),
                from,
                validity);
        read.check(message);
        require(
                message == null || config.spans() <= read.destinations.size(),
                "message",
                message,
                "names fewer spans than option spans=" + config.spans());
        return read;
    }

    private void check(String message) {
        for (String destination : destinations) {
            boolean mobile = destination.startsWith(MOBILE);
            require(
                    DESTINATION.matcher(destination).matches() && mobile != destination.contains(RECIPIENT),
                    "message",
                    message,
                    "must be where messages go, separated by commas: mobile: and a device of chan_quectel, or a URI of"
                            + " another technology in which {to} stands for the recipient, as pjsip:{to}");
        }
        require(from == null || FROM.matcher(from).matches(), "from", from, "must be printable characters of ASCII");
        require(
                validity == null || MINUTES.matcher(validity).matches(),
                "validity",
                validity,
                "must be minutes, 1 to 999999");
        require(
                validity == null || destinations.stream().allMatch(destination -> destination.startsWith(MOBILE)),
                "validity",
                validity,
                "is for mobile: alone (option message)");
        require(
                !destinations.isEmpty() || from == null && validity == null,
                from != null ? "from" : "validity",
                from != null ? from : validity,
                "changes nothing without option message");
    }

    private static void require(boolean valid, String option, String value, String what) {
        if (!valid) {
            throw new IllegalArgumentException(
                    "option " + option + "=" + value + " of dialect " + AsteriskDialect.NAME + " " + what);
        }
    }
}
