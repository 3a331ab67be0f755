package io.camelami.smscenter;

import java.sql.SQLException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** What went wrong with the database, in words that may be logged: many databases tell the row that they refuse. */
final class DatabaseFault {

    private DatabaseFault() {}

    static String of(Exception e) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
        String fault = e.getClass().getSimpleName();
        if (e instanceof CannotGetJdbcConnectionException) {
            // No row has been seen yet.
            return fault + ": " + cause.getMessage();
        }
        return cause instanceof SQLException sql
                ? fault + ", SQLState " + sql.getSQLState() + ", code " + sql.getErrorCode()
                : fault;
    }
}
