package io.camelami.gsm.dialect.dongle;

import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.dialect.DialectOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * See {@link DongleDialect}.
 *
 * @param driver null to find it out
 * @param devices empty to ask for them
 * @param validity null for the network's own
 */
record DongleOptions(Driver driver, List<String> devices, boolean report, Duration validity, boolean flash) {
    /** Why nothing is sent, then. */
    static final String NO_REPORTS = " cannot be met: bg111's driver never tells of delivery reports; wdoekes' does";

    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern MINUTES = Pattern.compile("[1-9]\\d{0,5}");

    static DongleOptions ofDongle(GatewayConfig config) {
        DialectOptions options = new DialectOptions(DongleDialect.NAME, config);
        String driver = options.text("driver", "auto");
        Driver known =
                switch (driver) {
                    case "auto" -> null;
                    case "bg111" -> Driver.ORIGINAL;
                    case "wdoekes" -> Driver.LATER;
                    default ->
                        throw new IllegalArgumentException("option driver=" + driver + " of dialect "
                                + DongleDialect.NAME + " must be auto, bg111 or wdoekes");
                };
        boolean flash = options.flag("flash", false);
        if (flash && known != Driver.ORIGINAL) {
            throw new IllegalArgumentException("option flash=true of dialect " + DongleDialect.NAME
                    + " needs driver=bg111: wdoekes' driver takes no PDU and has no other way to send flash messages");
        }
        return read(options, DongleDialect.NAME, known, flash);
    }

    static DongleOptions ofQuectel(GatewayConfig config) {
        return read(new DialectOptions(QuectelDialect.NAME, config), QuectelDialect.NAME, Driver.LATER, false);
    }

    private static DongleOptions read(DialectOptions options, String dialect, Driver driver, boolean flash) {
        boolean report = options.flag("report", false);
        if (report && driver == Driver.ORIGINAL) {
            throw new IllegalArgumentException("option report=true of dialect " + dialect + NO_REPORTS);
        }
        DongleOptions read =
                new DongleOptions(driver, devices(options, dialect), report, validity(options, dialect), flash);
        options.complain();
        return read;
    }

    private static List<String> devices(DialectOptions options, String dialect) {
        String names = options.text("devices", "");
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> devices =
                Arrays.stream(names.split(",", -1)).map(String::strip).toList();
        if (!devices.stream().allMatch(name -> DEVICE.matcher(name).matches())
                || devices.stream().distinct().count() < devices.size()) {
            throw new IllegalArgumentException("option devices=" + names + " of dialect " + dialect
                    + " must be different names of devices, of letters, digits, dot, hyphen and underscore, separated by"
                    + " commas");
        }
        return devices;
    }

    private static Duration validity(DialectOptions options, String dialect) {
        String minutes = options.text("validity", null);
        if (minutes == null) {
            return null;
        }
        if (!MINUTES.matcher(minutes).matches()) {
            throw new IllegalArgumentException(
                    "option validity=" + minutes + " of dialect " + dialect + " must be minutes, 1 to 999999");
        }
        return Duration.ofMinutes(Long.parseLong(minutes));
    }
}
