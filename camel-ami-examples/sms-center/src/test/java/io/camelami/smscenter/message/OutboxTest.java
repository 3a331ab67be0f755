package io.camelami.smscenter.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelami.smscenter.InvalidInputException;
import io.camelami.smscenter.gateway.Gateway;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

class OutboxTest {

    private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder()
            .setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true)
            .build();
    private final MessageStore store = new MessageStore(JdbcClient.create(database), event -> {}, Clock.systemUTC());
    private final CamelContext camel = new DefaultCamelContext();
    private final Outbox outbox =
            new Outbox(store, new Gateway("g", "192.0.2.1:5038", "openvox", 4, false), camel.createProducerTemplate());

    @BeforeEach
    void make_the_tables() {
        Flyway.configure().dataSource(database).load().migrate();
    }

    @AfterEach
    void stop() {
        camel.stop();
        database.shutdown();
    }

    @Test
    void a_message_that_comes_before_camel_has_started_is_lined_up_when_it_has() throws Exception {
        Message early = outbox.accept(new NewMessage("+447700900001", "early", null));
        assertThat(early.state()).isEqualTo(MessageState.QUEUED);

        camel.start();
        outbox.afterApplicationStart(camel);

        try (ConsumerTemplate queue = camel.createConsumerTemplate()) {
            assertThat(queue.receiveBody(Outbox.QUEUE, 1000, Long.class)).isEqualTo(early.id());
        }
    }

    @Test
    void a_message_is_stored_before_it_is_lined_up() throws Exception {
        camel.start();

        Message message = outbox.accept(new NewMessage("+447700900001", "text", 4));

        assertThat(store.queued()).isEqualTo(List.of(message.id()));
        try (ConsumerTemplate queue = camel.createConsumerTemplate()) {
            assertThat(queue.receiveBody(Outbox.QUEUE, 1000, Long.class)).isEqualTo(message.id());
        }
    }

    @Test
    void a_message_is_given_out_to_be_sent_only_once() {
        Message message = outbox.accept(new NewMessage("+447700900001", "text", null));

        assertThat(store.startSending(message.id()).state()).isEqualTo(MessageState.SENDING);
        assertThat(store.startSending(message.id())).isNull();
    }

    @Test
    void a_span_that_the_gateway_does_not_have_is_refused_and_nothing_is_stored() {
        assertThatThrownBy(() -> outbox.accept(new NewMessage("+447700900001", "text", 5)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 to 4");
        assertThat(store.queued()).isEmpty();
    }
}
