package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Links over real sockets to a scripted gateway. */
class TcpLinkTest {

    @AfterEach
    void no_thread_is_left() {
        LinkFixture.awaitNoThread();
    }

    /** Where the gateway ends the conversation. */
    enum Exit {
        BEFORE_GREETING,
        INSIDE_GREETING,
        AFTER_GREETING,
        INSIDE_LOGIN_ANSWER,
        AFTER_LOGIN,
        INSIDE_EVENT,
        BEFORE_ANSWER,
        INSIDE_ANSWER,
        INSIDE_OUTPUT;

        void play(ScriptedGateway.Peer peer) throws IOException {
            if (this == BEFORE_GREETING) {
                return;
            }
            if (this == INSIDE_GREETING) {
                peer.send("Asterisk Ca");
                return;
            }
            if (this == AFTER_GREETING) {
                peer.send(ScriptedGateway.BANNER);
                return;
            }
            if (this == INSIDE_LOGIN_ANSWER) {
                peer.send(ScriptedGateway.BANNER);
                peer.action();
                peer.send("Response: Succ");
                return;
            }
            peer.letIn();
            if (this == AFTER_LOGIN) {
                return;
            }
            peer.send("Event: Whole\r\nA: 1\r\n\r\n");
            if (this == INSIDE_EVENT) {
                peer.send("Event: Half\r\nA: 1\r\n");
                return;
            }
            Map<String, String> action = peer.action();
            if (this == INSIDE_ANSWER) {
                peer.send("Response: Success\r\nActionID: " + action.get("ActionID") + "\r\nMessage: don");
            }
            if (this == INSIDE_OUTPUT) {
                peer.send("Response: Follows\r\nPrivilege: Command\r\nActionID: " + action.get("ActionID")
                        + "\r\nSENT\n\n");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Exit.class)
    void wherever_the_gateway_ends_the_conversation_the_link_comes_back_and_no_action_is_in_doubt_twice(Exit exit)
            throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    if (connections.incrementAndGet() == 1) {
                        exit.play(peer);
                    } else {
                        peer.letIn();
                        peer.serve(action -> peer.answer(action, "Success", "Message: done"));
                    }
                });
                LinkFixture gw = LinkFixture.to(gateway.port())) {
            gw.link.start();
            await().atMost(LinkFixture.SOON).until(() -> !gw.listener.story.isEmpty());
            CompletableFuture<AmiResponse> first = gw.send(AmiAction.of("First"));
            await().atMost(LinkFixture.SOON)
                    .until(() -> connections.get() > 1 && gw.link.status().up());

            assertThat(gw.answer(AmiAction.of("Second")).message()).isEqualTo("done");
            long written = gateway.peers().stream()
                    .flatMap(peer -> peer.actions.stream())
                    .filter(action -> action.get("Action").equals("First"))
                    .count();
            if (first.isCompletedExceptionally()) {
                assertThat(LinkFixture.failureOf(first))
                        .isInstanceOfAny(AmiNoAnswerException.class, AmiNotWrittenException.class);
                assertThat(written).isLessThanOrEqualTo(1);
            } else {
                assertThat(LinkFixture.answerOf(first).message()).isEqualTo("done");
                assertThat(written).isEqualTo(1);
            }
            assertThat(gw.listener.events).extracting(AmiEvent::name).doesNotContain("Half");
        }
    }

    @Test
    void a_gateway_that_resets_the_connection_is_down_with_the_reason() throws Exception {

        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.action();
                    peer.reset();
                });
                LinkFixture gw = LinkFixture.to(
                                gateway.port(),
                                config -> config.reconnect(new AmiReconnect(
                                        Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ZERO)))
                        .up()) {
            Throwable failure = LinkFixture.failureOf(gw.send(AmiAction.of("A")));
            assertThat(failure).isInstanceOf(AmiNoAnswerException.class).hasMessageContaining("Connection reset");
            gw.awaitState(LinkState.DOWN);
        }
    }

    @Test
    void a_port_where_nobody_listens_is_a_gateway_that_is_away() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (LinkFixture gw = LinkFixture.to(port)) {
            gw.link.start();
            gw.awaitState(LinkState.DOWN);
            assertThat(gw.link.status().reason())
                    .isEqualTo("Gateway gw1: cannot connect to 127.0.0.1:" + port
                            + " (ConnectException, Connection refused)");
        }
    }

    @Test
    void a_host_that_has_no_address_is_a_gateway_that_is_away() {
        try (LinkFixture gw = LinkFixture.to(
                TcpConnector.plain(), "gateway.invalid", 5038, AmiCredentials.of("a", "b"), config -> config)) {
            gw.link.start();
            gw.awaitState(LinkState.DOWN);
            assertThat(gw.link.status().reason()).contains("UnknownHostException");
        }
    }

    @Test
    void commands_on_command_sessions_run_side_by_side_and_hold_back_neither_events_nor_actions() throws Exception {
        CountDownLatch allRunning = new CountDownLatch(4);
        CountDownLatch finish = new CountDownLatch(1);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    Map<String, String> login = peer.letIn();
                    if (!login.get("Events").equals("off")) {
                        peer.serve(action -> {
                            peer.send("Event: Meanwhile\r\nPrivilege: call,all\r\n\r\n");
                            peer.answer(action, "Success");
                        });
                    }
                    peer.serve(action -> {
                        allRunning.countDown();
                        await(finish);
                        peer.answer(action, "Success", "Output: " + action.get("Command"));
                    });
                });
                LinkFixture gw = LinkFixture.to(gateway.port(), config -> config.commandSessions(4))
                        .up()) {
            List<CompletableFuture<AmiResponse>> commands = IntStream.range(0, 4)
                    .mapToObj(i -> gw.link.sendOnCommandSession(
                            AmiAction.of("Command").with("Command", "span " + i), LinkFixture.SOON))
                    .toList();

            assertThat(allRunning.await(10, TimeUnit.SECONDS)).isTrue();
            gw.answer(AmiAction.of("Other"));
            await().atMost(LinkFixture.SOON).until(() -> gw.listener.events.size() == 1);
            assertThat(commands).noneMatch(CompletableFuture::isDone);
            finish.countDown();
            for (int i = 0; i < 4; i++) {
                assertThat(LinkFixture.answerOf(commands.get(i)).output()).containsExactly("span " + i);
            }
        } finally {
            finish.countDown();
        }
    }

    @Test
    void many_callers_at_once_all_get_their_own_answers() throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.serve(action -> peer.answer(action, "Success", "Message: " + action.get("Number")));
                });
                LinkFixture gw = LinkFixture.to(gateway.port()).up()) {
            List<CompletableFuture<AmiResponse>> answers = new ArrayList<>();
            List<Thread> callers = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                int first = caller * 250;
                callers.add(new Thread(() -> {
                    for (int i = first; i < first + 250; i++) {
                        String number = Integer.toString(i);
                        CompletableFuture<AmiResponse> checked = gw.send(
                                        AmiAction.of("Echo").with("Number", number))
                                .thenApply(answer -> {
                                    assertThat(answer.message()).isEqualTo(number);
                                    return answer;
                                });
                        synchronized (answers) {
                            answers.add(checked);
                        }
                    }
                }));
            }
            callers.forEach(Thread::start);
            for (Thread caller : callers) {
                caller.join();
            }
            answers.forEach(LinkFixture::answerOf);
            assertThat(answers).hasSize(2000);
            assertThat(gw.link.counters().pending()).isZero();
            assertThat(gw.link.counters().unmatched()).isZero();
        }
    }

    @Test
    void an_action_sent_from_the_callback_of_another_is_answered() throws Exception {
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    peer.serve(action -> peer.answer(action, "Success"));
                });
                LinkFixture gw = LinkFixture.to(gateway.port()).up()) {
            CompletableFuture<AmiResponse> fromCallback = new CompletableFuture<>();
            gw.send(AmiAction.of("A"))
                    .thenAccept(answer -> gw.send(AmiAction.of("B")).thenAccept(fromCallback::complete));
            assertThat(LinkFixture.answerOf(fromCallback).success()).isTrue();
        }
    }

    @Test
    void a_gateway_that_takes_nothing_blocks_no_timer_and_the_link_ends_in_its_window() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedGateway gateway = ScriptedGateway.start(peer -> {
                    peer.letIn();
                    await(over);
                });
                LinkFixture gw = LinkFixture.to(gateway.port(), config -> config.keepAlive(
                                        new AmiKeepAlive(Duration.ofMillis(300), Duration.ofMillis(600)))
                                // No extra time for commands on the event session: it runs none.
                                .commandSessions(1))
                        .up()) {
            AmiAction big = AmiAction.of("Big");
            for (int i = 0; i < 100; i++) {
                big = big.with("Header", "x".repeat(900));
            }
            AmiAction action = big;
            List<CompletableFuture<AmiResponse>> sent = new CopyOnWriteArrayList<>();
            Thread caller = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    sent.add(gw.send(action));
                }
            });
            caller.start();

            await().atMost(LinkFixture.SOON).until(() -> gw.listener.story.contains("down 1"));
            caller.join(10_000);
            assertThat(caller.isAlive()).isFalse();
            assertThat(sent).hasSize(200).allSatisfy(future -> assertThat(LinkFixture.failureOf(future))
                    .isInstanceOfAny(AmiNoAnswerException.class, AmiNotWrittenException.class));
            assertThat(sent.stream().map(LinkFixture::failureOf))
                    .anyMatch(AmiNoAnswerException.class::isInstance)
                    .anyMatch(AmiNotWrittenException.class::isInstance);
        } finally {
            over.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await();
    }
}
