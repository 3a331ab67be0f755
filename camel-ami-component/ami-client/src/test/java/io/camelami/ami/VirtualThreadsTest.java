package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Links on the threads of Java 21 and later, of which a thousand cost next to nothing. */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "this Java has no virtual threads")
class VirtualThreadsTest {

    private static final int LINKS = 20;

    @Test
    void links_read_and_tell_on_virtual_threads_of_the_usual_names_and_a_listener_that_blocks_holds_up_no_other()
            throws Exception {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        CountDownLatch go = new CountDownLatch(1);
        try (GatewaySimulator gateway =
                        GatewaySimulator.builder(Personality.ASTERISK).start();
                SystemRuntime runtime = AmiRuntime.system(virtualThreads())) {
            AmiLink[] links = new AmiLink[LINKS];
            for (int i = 0; i < LINKS; i++) {
                links[i] = link("gw" + i, gateway, runtime, told, go);
                links[i].start();
            }
            try {
                await().atMost(20, TimeUnit.SECONDS).until(() -> told.size() == LINKS);
                assertThat(told).allMatch(thread -> thread.endsWith("/listener virtual"));
                for (AmiLink link : links) {
                    assertThat(link.send(AmiAction.of("Ping"), Duration.ofSeconds(10))
                                    .get(10, TimeUnit.SECONDS)
                                    .success())
                            .isTrue();
                }
                assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("ami-gsm/gw"));
            } finally {
                go.countDown();
                for (AmiLink link : links) {
                    link.close();
                }
            }
        }
    }

    private static AmiLink link(
            String name, GatewaySimulator gateway, AmiRuntime runtime, Queue<String> told, CountDownLatch go) {
        AmiLinkConfig config = AmiLinkConfig.builder(
                        name, gateway.host(), gateway.port(), AmiCredentials.of(gateway.user(), gateway.secret()))
                .build();
        return new AmiLink(config, runtime, TcpConnector.plain(), new AmiLinkListener() {
            @Override
            public void linkUp(LinkStatus status) {
                told.add(Thread.currentThread().getName() + (isVirtual() ? " virtual" : " platform"));
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    /** By name, since this is compiled for Java 17. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private static boolean isVirtual() {
        try {
            return (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
