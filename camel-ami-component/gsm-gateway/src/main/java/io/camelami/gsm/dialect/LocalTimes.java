package io.camelami.gsm.dialect;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as gateways print them, without a zone. */
public final class LocalTimes {
    private static final Pattern TIME =
            Pattern.compile("(\\d{4}|\\d{2})[-/](\\d{1,2})[-/](\\d{1,2})[ ,T]+(\\d{1,2}):(\\d{2}):(\\d{2}).*");

    private LocalTimes() {}

    /**
     * Reads {@code 2013/08/20 15:17:45} (OpenVox), {@code 2013-08-20 15:17:45} (Yeastar) and {@code 13/08/20,15:17:45}
     * (a modem in text mode); gateways.md §2.4, §3.5.
     *
     * @return null if it is no time
     */
    public static LocalDateTime parse(String printed) {
        Matcher time = TIME.matcher(printed == null ? "" : printed.strip());
        if (!time.matches()) {
            return null;
        }
        int year = Integer.parseInt(time.group(1));
        try {
            return LocalDateTime.of(
                    year < 100 ? 2000 + year : year,
                    Integer.parseInt(time.group(2)),
                    Integer.parseInt(time.group(3)),
                    Integer.parseInt(time.group(4)),
                    Integer.parseInt(time.group(5)),
                    Integer.parseInt(time.group(6)));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
