package io.camelami.smscenter.message;

import io.camelami.smscenter.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/**
 * The messages in the database. Every change is published as the {@link Message} it leads to, once it is stored.
 *
 * <p>An outbound message only moves forward: QUEUED, SENDING, then one outcome. Each step names the state it comes from,
 * so a step that is repeated, or that comes too late, changes nothing.
 */
@Repository
public class MessageStore {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MessageStore(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Stores a message that arrived; does nothing if one of the same key is there already. */
    public void received(ReceivedSms sms) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        try {
            jdbc.sql(
                            """
                            INSERT INTO message (direction, state, arrival_key, sender, text, gateway, span, parts, detail,
                                                 sent_at, created_at, changed_at)
                            VALUES ('INBOUND', 'RECEIVED', :key, :from, :text, :gateway, :span, :parts, :detail,
                                    :sentAt, :receivedAt, :now)""")
                    .param("key", sms.key())
                    .param("from", Columns.storable(sms.from()))
                    .param("text", Columns.storable(sms.text()))
                    .param("gateway", sms.gateway())
                    .param("span", sms.span())
                    .param("parts", sms.parts())
                    .param("detail", sms.detail())
                    .param("sentAt", Columns.timestamp(sms.sentAt()))
                    .param("receivedAt", Columns.timestamp(sms.receivedAt()))
                    .param("now", Columns.timestamp(clock.instant()))
                    .update(key, "id");
        } catch (DuplicateKeyException e) {
            return;
        }
        publish(key.getKeyAs(Long.class));
    }

    /** Stores a message that is to be sent. */
    public Message queue(NewMessage message, String gateway) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        OffsetDateTime now = Columns.timestamp(clock.instant());
        jdbc.sql(
                        """
                        INSERT INTO message (direction, state, recipient, text, gateway, span, created_at, changed_at)
                        VALUES ('OUTBOUND', 'QUEUED', :to, :text, :gateway, :span, :now, :now)""")
                .param("to", message.to())
                .param("text", Columns.storable(message.text()))
                .param("gateway", gateway)
                .param("span", message.span())
                .param("now", now)
                .update(key, "id");
        return publish(key.getKeyAs(Long.class));
    }

    /**
     * QUEUED to SENDING.
     *
     * @return the message, or null if it is not QUEUED: then it must not be sent
     */
    public Message startSending(long id) {
        int changed = jdbc.sql(
                        "UPDATE message SET state = 'SENDING', changed_at = :now WHERE id = :id AND state = 'QUEUED'")
                .param("id", id)
                .param("now", Columns.timestamp(clock.instant()))
                .update();
        return changed == 0 ? null : publish(id);
    }

    /** SENDING, or QUEUED if it never came that far, to the outcome. */
    public void finish(long id, SendResult result) {
        int changed = jdbc.sql(
                        """
                        UPDATE message
                        SET state = :state, failure = :failure, detail = :detail, span = COALESCE(:span, span),
                            parts = :parts, changed_at = :now
                        WHERE id = :id AND state IN ('QUEUED', 'SENDING')""")
                .param("state", MessageState.of(result.outcome()).name())
                .param(
                        "failure",
                        result.failure() == null ? null : result.failure().name())
                .param("detail", result.detail())
                .param("span", result.span())
                .param("parts", result.parts())
                .param("now", Columns.timestamp(clock.instant()))
                .param("id", id)
                .update();
        if (changed > 0) {
            publish(id);
        }
    }

    /**
     * To be called at start, before anything is sent: what was being sent when the program ended may be out or not, and
     * is not sent again.
     *
     * @return how many there were
     */
    public int giveUpInterrupted() {
        return jdbc.sql(
                        "UPDATE message SET state = 'UNKNOWN', detail = :detail, changed_at = :now WHERE state = 'SENDING'")
                .param(
                        "detail",
                        "The SMS centre ended while the gateway was sending this message. It may have been sent; it is not"
                                + " sent again.")
                .param("now", Columns.timestamp(clock.instant()))
                .update();
    }

    /** The ids of all messages that wait to be sent, oldest first. */
    public List<Long> queued() {
        return jdbc.sql("SELECT id FROM message WHERE state = 'QUEUED' ORDER BY id")
                .query(Long.class)
                .list();
    }

    public Optional<Message> find(long id) {
        return jdbc.sql("SELECT * FROM message WHERE id = :id")
                .param("id", id)
                .query(MessageStore::message)
                .optional();
    }

    /**
     * Messages, newest first.
     *
     * @param direction or null for both
     * @param before only messages with a lower id
     */
    public List<Message> list(Direction direction, long before, int limit) {
        String filter = direction == null ? "" : "direction = :direction AND ";
        JdbcClient.StatementSpec query = jdbc.sql(
                        "SELECT * FROM message WHERE " + filter + "id < :before ORDER BY id DESC LIMIT :limit")
                .param("before", before)
                .param("limit", limit);
        if (direction != null) {
            query = query.param("direction", direction.name());
        }
        return query.query(MessageStore::message).list();
    }

    private Message publish(long id) {
        Message message = find(id).orElseThrow();
        events.publishEvent(message);
        return message;
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getLong("id"),
                Direction.valueOf(row.getString("direction")),
                MessageState.valueOf(row.getString("state")),
                row.getString("sender"),
                row.getString("recipient"),
                row.getString("text"),
                row.getString("gateway"),
                row.getObject("span", Integer.class),
                row.getObject("parts", Integer.class),
                row.getString("failure"),
                row.getString("detail"),
                Columns.instant(row, "sent_at"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "changed_at"));
    }
}
