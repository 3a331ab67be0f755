package io.camelami.smscenter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Values as H2 and PostgreSQL alike store them. */
public final class Columns {

    /** U+0000 can be in an SMS, but not in a text of PostgreSQL. */
    private static final char REPLACEMENT = '\uFFFD';

    private Columns() {}

    public static String storable(String text) {
        return text == null ? null : text.replace('\0', REPLACEMENT);
    }

    public static OffsetDateTime timestamp(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
