package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.SpanChoice;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SentSms;
import io.camelami.simulator.SimulatorExtension;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of choice and quotas, on a gateway that speaks the real bytes. */
class QuotaRepositoryTest {
    private static final String TO = "+4915112345678";

    @RegisterExtension
    final SimulatorExtension openvox = SimulatorExtension.of(GatewaySimulator.builder(Personality.OPENVOX)
            .user("camel")
            .secret("secret")
            .spans(2));

    @TempDir
    Path folder;

    private static DefaultCamelContext context(IdempotentRepository repository) {
        DefaultCamelContext context = new DefaultCamelContext();
        if (repository != null) {
            context.getRegistry().bind("quotas", repository);
        }
        return context;
    }

    private IdempotentRepository file() {
        return FileIdempotentRepository.fileIdempotentRepository(new File(folder.toFile(), "quotas"));
    }

    private String uri(String options) {
        return "ami-gsm:" + openvox.gateway().host() + ":" + openvox.gateway().port() + "?username=camel&secret=secret"
                + options;
    }

    private Exchange send(DefaultCamelContext context, String options, String to) throws Exception {
        if (context.getRoute("out") == null) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:send").routeId("out").to(uri(options));
                }
            });
            context.start();
        }
        return context.createProducerTemplate().request("direct:send", exchange -> {
            exchange.getMessage().setBody("text");
            exchange.getMessage().setHeaders(new HashMap<>(Map.of(AmiGsmConstants.TO, to)));
        });
    }

    @Test
    void quotas_in_a_repository_hold_over_a_restart_of_the_application() throws Exception {
        String options = "&span=1&quotaPartsPerDay=3&quotaRepository=#quotas";
        try (DefaultCamelContext first = context(file())) {
            assertThat(send(first, options, TO).getException()).isNull();
            assertThat(send(first, options, TO).getException()).isNull();
        }
        try (DefaultCamelContext second = context(file())) {
            assertThat(send(second, options, TO).getException()).isNull();
            Exchange refused = send(second, options, TO);

            assertThat(refused.getException()).isInstanceOf(SmsNotSentException.class);
            assertThat(refused.getMessage().getHeader(AmiGsmConstants.FAILURE_CLASS))
                    .isEqualTo(FailureClass.RETRY_LATER);
            assertThat(refused.getMessage().getHeader(AmiGsmConstants.DETAIL, String.class))
                    .contains("3 of the 3 parts", "quotaPartsPerDay", "free again at");
        }
        assertThat(openvox.gateway().sentSms()).hasSize(3);
        assertThat(Files.readString(folder.resolve("quotas"))).doesNotContain("15112345678");
    }

    @Test
    void recipients_in_a_repository_are_known_after_a_restart_of_the_application() throws Exception {
        String options = "&span=1&quotaRecipientsPerDay=1&quotaRepository=#quotas";
        try (DefaultCamelContext first = context(file())) {
            assertThat(send(first, options, TO).getException()).isNull();
        }
        try (DefaultCamelContext second = context(file())) {
            assertThat(send(second, options, "+4915200000000").getException())
                    .hasMessageContaining("quotaRecipientsPerDay=1");
            assertThat(send(second, options, TO).getException()).isNull();
        }
    }

    @Test
    void nodes_that_share_a_database_take_each_place_once() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:quotas;DB_CLOSE_DELAY=-1");
        List<RepositoryQuotaStore> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            JdbcMessageIdRepository repository = new JdbcMessageIdRepository(database, "sms-quotas");
            repository.start();
            nodes.add(new RepositoryQuotaStore(repository));
        }
        Queue<String> taken = new ConcurrentLinkedQueue<>();
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        for (int i = 0; i < 6; i++) {
            RepositoryQuotaStore node = nodes.get(i % 3);
            threads.execute(() -> {
                try {
                    go.await();
                    for (int place = 1; place <= 100; place++) {
                        String key = "gw/1/2026-11-21/p" + place;
                        if (node.add(key)) {
                            taken.add(key);
                        }
                    }
                } catch (InterruptedException | RuntimeException e) {
                    failures.add(e);
                }
            });
        }
        go.countDown();
        threads.shutdown();

        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
        assertThat(taken).hasSize(100).doesNotHaveDuplicates();
        nodes.get(0).remove("gw/1/2026-11-21/p7");
        assertThat(nodes.get(1).contains("gw/1/2026-11-21/p7")).isFalse();
        assertThat(nodes.get(2).add("gw/1/2026-11-21/p7")).isTrue();
    }

    @Test
    void quotas_in_memory_hold_while_a_route_is_stopped_and_started() throws Exception {
        try (DefaultCamelContext context = context(null)) {
            assertThat(send(context, "&span=1&quotaPartsPerDay=1", TO).getException())
                    .isNull();
            context.getRouteController().stopRoute("out");
            context.getRouteController().startRoute("out");

            assertThat(send(context, "", TO).getException()).isInstanceOf(SmsNotSentException.class);
        }
    }

    @Test
    void a_span_whose_quota_is_used_up_is_passed_over() throws Exception {
        try (DefaultCamelContext context = context(null)) {
            send(context, "&quotaPartsPerDay=2", TO);
            for (int i = 0; i < 3; i++) {
                assertThat(send(context, "", TO).getException()).isNull();
            }
            assertThat(send(context, "", TO).getException()).hasMessageContainingAll("span 1", "span 2");
        }
        assertThat(openvox.gateway().sentSms()).extracting(SentSms::span).containsExactlyInAnyOrder(1, 1, 2, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sticky", "STICKY"})
    void the_choice_is_written_as_in_the_documentation(String choice) throws Exception {
        try (DefaultCamelContext context = context(null)) {
            for (int i = 0; i < 4; i++) {
                assertThat(send(context, "&spanChoice=" + choice, TO).getException())
                        .isNull();
            }
        }
        assertThat(openvox.gateway().sentSms().stream().map(SentSms::span).distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"round-robin", "least-busy"})
    void the_other_choices_are_written_with_a_hyphen(String choice) {
        DefaultCamelContext context = context(null);
        AmiGsmEndpoint endpoint = context.getEndpoint(uri("&spanChoice=" + choice), AmiGsmEndpoint.class);

        assertThat(endpoint.getConfiguration().getSpanChoice())
                .isEqualTo(SpanChoice.valueOf(
                        choice.toUpperCase(java.util.Locale.ROOT).replace('-', '_')));
    }

    @Test
    void the_repository_is_started_with_the_gateway_and_stopped_with_the_context() throws Exception {
        MemoryIdempotentRepository repository = new MemoryIdempotentRepository(new ConcurrentHashMap<>());
        try (DefaultCamelContext context = context(repository)) {
            send(context, "&quotaPartsPerDay=2&quotaRepository=#quotas", TO);
            assertThat(ServiceHelper.isStarted(repository)).isTrue();
            assertThat(repository.getCache()).isNotEmpty();
        }
        assertThat(ServiceHelper.isStopped(repository)).isTrue();
    }

    @Test
    void routes_that_share_a_link_must_agree_on_its_quotas() {
        DefaultCamelContext context = context(new MemoryIdempotentRepository());
        assertThatThrownBy(() -> {
                    try (context) {
                        context.addRoutes(new RouteBuilder() {
                            @Override
                            public void configure() {
                                from("direct:a").to(uri("&quotaPartsPerDay=2"));
                                from("direct:b").to(uri("&quotaPartsPerDay=2&quotaRepository=#quotas"));
                            }
                        });
                        context.start();
                    }
                })
                .rootCause()
                .hasMessageContainingAll("quotaRepository=(none)", "quotaRepository=MemoryIdempotentRepository@");
    }

    /** As a database: two that insert the same row at once are not both told that it was there. */
    private static final class Table extends MemoryIdempotentRepository {
        private final Set<String> rows = ConcurrentHashMap.newKeySet();
        private boolean up = true;

        @Override
        public boolean add(String key) {
            if (!up || !rows.add(key)) {
                throw new IllegalStateException("duplicate key");
            }
            return true;
        }

        @Override
        public boolean contains(String key) {
            return rows.contains(key);
        }
    }

    @Test
    void a_row_that_another_node_inserted_at_the_same_moment_is_taken_and_no_failure() {
        Table table = new Table();
        RepositoryQuotaStore store = new RepositoryQuotaStore(table);

        assertThat(List.of(store.add("gw/1/2026-11-21/p1"), store.add("gw/1/2026-11-21/p1")))
                .containsExactly(true, false);
        table.up = false;
        assertThatThrownBy(() -> store.add("gw/1/2026-11-21/p2")).isInstanceOf(IllegalStateException.class);
    }
}
