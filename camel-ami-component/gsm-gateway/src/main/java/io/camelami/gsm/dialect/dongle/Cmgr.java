package io.camelami.gsm.dialect.dongle;

import io.camelami.gsm.dialect.LocalTimes;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a modem says to {@code AT+CMGR}, as {@code DongleNewCMGR} shows it: the line end in it is the four characters
 * {@code \r\n}. With {@code smsaspdu=no} bg111's driver has the modem in text mode, and this holds no PDU but hex of
 * UCS-2 (sms_textmode of the recordings).
 */
final class Cmgr {
    private static final Pattern PDU_MODE = Pattern.compile(
            "\\s*\\+CMGR:[^\"\\\\]*(?:\"[^\"]*\"[^\"\\\\]*)?\\\\r\\\\n([0-9A-Fa-f]+)(?:\\\\r\\\\n)?\\s*");

    private static final Pattern TEXT_MODE = Pattern.compile(
            "\\s*\\+CMGR:\\s*\"REC [A-Z]+\",\"([^\"]*)\",[^,]*,\"([^\"]*)\"[^\\\\]*\\\\r\\\\n(.*?)(?:\\\\r\\\\n)?\\s*",
            Pattern.DOTALL);

    private static final Pattern ZONE = Pattern.compile(".*([+-])(\\d{2})");

    private Cmgr() {}

    /** The PDU, or null if the line holds none. */
    static String pdu(String line) {
        Matcher matcher = PDU_MODE.matcher(line);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** A message in text mode. @param sentAt null if it is no time */
    record Text(String sender, String text, OffsetDateTime sentAt) {}

    /** The message of text mode, or null if the line holds none. */
    static Text text(String line) {
        Matcher matcher = TEXT_MODE.matcher(line);
        return matcher.matches()
                ? new Text(ucs2(matcher.group(1)), ucs2(matcher.group(3)), time(matcher.group(2)))
                : null;
    }

    /** Hex of UCS-2, which the driver asks the modem for; what is none stands for itself. */
    private static String ucs2(String value) {
        boolean hex =
                !value.isEmpty() && value.length() % 4 == 0 && value.chars().allMatch(HexFormat::isHexDigit);
        return hex ? new String(HexFormat.of().parseHex(value), StandardCharsets.UTF_16BE) : value;
    }

    /** {@code 26/11/21,10:15:30+04}, the zone in quarters of an hour. */
    private static OffsetDateTime time(String printed) {
        LocalDateTime local = LocalTimes.parse(printed);
        Matcher zone = ZONE.matcher(printed);
        if (local == null || !zone.matches()) {
            return null;
        }
        int quarters = Integer.parseInt(zone.group(2)) * (zone.group(1).equals("-") ? -1 : 1);
        return Math.abs(quarters) > 18 * 4 ? null : local.atOffset(ZoneOffset.ofTotalSeconds(quarters * 15 * 60));
    }
}
