package io.camelami.smscenter.call;

import io.camelami.gsm.call.CallOutcome;
import io.camelami.gsm.event.Call;
import io.camelami.gsm.event.CallDirection;
import io.camelami.smscenter.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.camel.Body;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The calls in the database. Each is published as a {@link PhoneCall} once it is stored. */
@Repository
public class CallStore {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    CallStore(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Stores a call that is over; does nothing if it is there already. */
    public void ended(@Body Call call) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        try {
            jdbc.sql(
                            """
                            INSERT INTO phone_call (gateway, call_id, direction, outcome, missed, complete, caller, called,
                                                    ring_seconds, talk_seconds, started_at)
                            VALUES (:gateway, :callId, :direction, :outcome, :missed, :complete, :caller, :called,
                                    :ringing, :talking, :startedAt)""")
                    .param("gateway", call.gateway())
                    .param("callId", call.id())
                    .param("direction", call.direction().name())
                    .param("outcome", call.outcome().name())
                    .param("missed", call.missed())
                    .param("complete", call.complete())
                    .param("caller", Columns.storable(call.caller()))
                    .param("called", Columns.storable(call.called()))
                    .param("ringing", call.ringing().toSeconds())
                    .param("talking", call.talking().toSeconds())
                    .param("startedAt", Columns.timestamp(call.startedAt()))
                    .update(key, "id");
        } catch (DuplicateKeyException e) {
            return;
        }
        jdbc.sql("SELECT * FROM phone_call WHERE id = :id")
                .param("id", key.getKeyAs(Long.class))
                .query(CallStore::call)
                .optional()
                .ifPresent(events::publishEvent);
    }

    /**
     * Calls, the one that ended last first.
     *
     * @param before only calls with a lower id
     */
    public List<PhoneCall> list(long before, int limit) {
        return jdbc.sql("SELECT * FROM phone_call WHERE id < :before ORDER BY id DESC LIMIT :limit")
                .param("before", before)
                .param("limit", limit)
                .query(CallStore::call)
                .list();
    }

    private static PhoneCall call(ResultSet row, int number) throws SQLException {
        return new PhoneCall(
                row.getLong("id"),
                row.getString("gateway"),
                CallDirection.valueOf(row.getString("direction")),
                CallOutcome.valueOf(row.getString("outcome")),
                row.getBoolean("missed"),
                row.getBoolean("complete"),
                row.getString("caller"),
                row.getString("called"),
                row.getLong("ring_seconds"),
                row.getLong("talk_seconds"),
                Columns.instant(row, "started_at"));
    }
}
