package io.camelami.gsm.dialect.openvox;

import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.dialect.DialectOptions;
import java.time.Duration;
import java.util.regex.Pattern;

/** Which firmware it is; see {@link OpenVoxDialect}. */
record OpenVoxOptions(boolean sync, boolean flashArgument, boolean oneWordSync, boolean bareText, Duration joinParts) {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,3}");

    static OpenVoxOptions of(GatewayConfig config) {
        DialectOptions options = new DialectOptions(OpenVoxDialect.NAME, config);
        OpenVoxOptions read = new OpenVoxOptions(
                options.flag("sync", true),
                options.flag("flashArgument", false),
                options.flag("syncsms", false),
                options.flag("bareText", false),
                joinParts(options.text("joinParts", "0")));
        options.complain();
        return read;
    }

    private static Duration joinParts(String seconds) {
        if (!SECONDS.matcher(seconds).matches()) {
            throw new IllegalArgumentException("option joinParts=" + seconds + " of dialect " + OpenVoxDialect.NAME
                    + " must be seconds, 0 to 999; 0 joins nothing by a guess");
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }
}
