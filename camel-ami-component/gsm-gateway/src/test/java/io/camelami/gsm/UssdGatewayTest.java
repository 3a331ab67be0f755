package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.gsm.ussd.UssdScript;
import io.camelami.gsm.ussd.UssdScriptResult;
import io.camelami.gsm.ussd.UssdStatus;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.Quirk;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.UssdAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** USSD through both vendors that answer it within the command. */
class UssdGatewayTest {
    /** More than there are command sessions for. */
    private static final int SPANS = 10;

    private static final String MENU = "Главное меню\n1. Баланс\n2. Top up\n3. Help";

    /** A gateway, the way its dialect is named, and the number it gives to our span 2. */
    private enum Vendor {
        OPENVOX(Personality.OPENVOX, "openvox", 2),
        YEASTAR_HEX(Personality.YEASTAR_TG, "yeastar-tg", 3),
        YEASTAR_PLAIN(
                Personality.YEASTAR_TG,
                "yeastar-tg",
                3,
                Quirk.YEASTAR_PLAIN_USSD,
                Quirk.YEASTAR_CORRECTED_USSD_SPELLING);

        private final Personality personality;
        private final String dialect;
        private final int wireSpan;
        private final Quirk[] quirks;

        Vendor(Personality personality, String dialect, int wireSpan, Quirk... quirks) {
            this.personality = personality;
            this.dialect = dialect;
            this.wireSpan = wireSpan;
            this.quirks = quirks;
        }
    }

    private GatewaySimulator simulator;
    private TestGateway test;

    private GsmGateway gateway(Vendor vendor) {
        return gateway(vendor, Duration.ZERO, b -> b);
    }

    private GsmGateway gateway(Vendor vendor, Duration sendTime, UnaryOperator<GatewayConfig.Builder> options) {
        simulator = GatewaySimulator.builder(vendor.personality)
                .spans(SPANS)
                .sendTime(sendTime)
                .quirk(vendor.quirks)
                .start();
        test = new TestGateway(simulator, vendor.dialect, options);
        return test.up().gateway();
    }

    @AfterEach
    void end() {
        if (test != null) {
            test.close();
        }
        simulator.close();
    }

    private static <T> T of(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private UssdResult dial(String code) {
        return of(test.gateway().sendUssd(UssdRequest.dial(code).withSpan(2)));
    }

    private List<String> ussdCommands() {
        return simulator.commands().stream()
                .filter(command -> command.startsWith("gsm send ussd"))
                .toList();
    }

    /** *100# opens the menu; 1 is answered with the balance, 2 with another menu. */
    private void menus() {
        simulator.ussdNetwork((span, code, inMenu) -> {
            if (!inMenu) {
                return UssdAnswer.menu(MENU);
            }
            return switch (code) {
                case "1" -> new UssdAnswer(2, "Баланс: 100 руб. 😀");
                case "2" -> UssdAnswer.menu("Sure? 1.Yes 2.No");
                default -> UssdAnswer.of("wrong choice: " + code);
            };
        });
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void a_code_is_dialled_raw_and_its_answer_decoded(Vendor vendor) {
        gateway(vendor);
        simulator.ussdReply("Ваш баланс 5,00 ₽\nСпасибо");

        UssdResult result = dial("*100#");

        assertThat(result.status()).isEqualTo(UssdStatus.DONE);
        assertThat(result.text()).isEqualTo("Ваш баланс 5,00 ₽\nСпасибо");
        assertThat(result.span()).isEqualTo(2);
        assertThat(result.epoch()).isEqualTo(1);
        assertThat(result.isMenu()).isFalse();
        assertThat(ussdCommands()).containsExactly("gsm send ussd " + vendor.wireSpan + " \"*100#\" 57");
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void a_menu_is_continued_by_its_session(Vendor vendor) {
        gateway(vendor);
        menus();

        UssdResult menu = dial("*100#");
        assertThat(menu.status()).isEqualTo(UssdStatus.FURTHER_ACTION);
        assertThat(menu.text()).isEqualTo(MENU);

        UssdResult answer = of(test.gateway().sendUssd(UssdRequest.answer(menu.session(), "1")));
        assertThat(answer.status()).isEqualTo(UssdStatus.TERMINATED);
        assertThat(answer.text()).isEqualTo("Баланс: 100 руб. 😀");
        assertThat(answer.span()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void a_script_walks_through_the_menus(Vendor vendor) {
        gateway(vendor);
        menus();

        UssdScriptResult result =
                of(test.gateway().runUssd(UssdScript.parse("*100#;/баланс/"), 2, Duration.ofSeconds(10)));

        assertThat(result.complete()).isTrue();
        assertThat(result.last().text()).isEqualTo("Баланс: 100 руб. 😀");
        assertThat(ussdCommands())
                .containsExactly(
                        "gsm send ussd " + vendor.wireSpan + " \"*100#\" 8",
                        "gsm send ussd " + vendor.wireSpan + " \"1\" 8");
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void an_open_menu_keeps_other_codes_off_its_span_until_it_is_given_up(Vendor vendor) {
        gateway(vendor);
        menus();
        UssdResult menu = dial("*100#");

        UssdResult other = dial("*123#");
        assertThat(other.status()).isEqualTo(UssdStatus.BUSY);
        assertThat(other.epoch()).isZero();
        assertThat(ussdCommands()).hasSize(1);
        assertThat(of(test.gateway().sendUssd(UssdRequest.dial("*123#").withSpan(1)))
                        .status())
                .isEqualTo(UssdStatus.FURTHER_ACTION);

        UssdResult end = of(test.gateway().cancelUssd(menu.session()));
        assertThat(end.status()).isEqualTo(UssdStatus.TERMINATED);
        UssdResult again = dial("*123#");
        // A Yeastar has no command that would tell the network, for which the menu is still open.
        assertThat(again.text()).isEqualTo(vendor == Vendor.OPENVOX ? MENU : "wrong choice: *123#");
        assertThat(of(test.gateway().cancelUssd(menu.session())).failure()).isEqualTo(FailureClass.RECIPIENT);
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void the_same_choice_twice_is_sent_once(Vendor vendor) {
        gateway(vendor, Duration.ofMillis(100), b -> b);
        menus();
        UssdResult menu = dial("*100#");

        CompletableFuture<UssdResult> first = test.gateway().sendUssd(UssdRequest.answer(menu.session(), "2"));
        CompletableFuture<UssdResult> second = test.gateway().sendUssd(UssdRequest.answer(menu.session(), "2"));

        assertThat(of(first).text()).startsWith("Sure?");
        assertThat(of(second).status()).isEqualTo(UssdStatus.FAILED);
        assertThat(of(second).failure()).isEqualTo(FailureClass.RECIPIENT);
        assertThat(ussdCommands()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void requests_of_one_span_go_one_after_the_other_and_no_event_waits_for_them(Vendor vendor) {
        gateway(vendor, Duration.ofMillis(700), b -> b);
        List<CompletableFuture<UssdResult>> requests = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            requests.add(
                    test.gateway().sendUssd(UssdRequest.dial("*10" + i + "#").withSpan(2)));
        }
        await().until(() -> !ussdCommands().isEmpty());
        simulator.receiveSms(vendor.wireSpan, "+49151", "quick");
        assertThat(test.told(io.camelami.gsm.event.InboundSms.class, 1)).hasSize(1);
        assertThat(requests.get(0)).isNotDone();

        assertThat(requests).allSatisfy(r -> assertThat(of(r).status()).isEqualTo(UssdStatus.DONE));
        assertThat(ussdCommands())
                .extracting(c -> Pattern.compile("\\*\\d+#")
                        .matcher(c)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group())
                .containsExactly("*100#", "*101#", "*102#");
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void what_the_gateway_says_instead_of_an_answer_is_told(Vendor vendor) {
        gateway(vendor);
        simulator.nextSend(
                vendor.wireSpan, SendBehaviour.FAILED, SendBehaviour.TIMEOUT, SendBehaviour.BUSY, SendBehaviour.SENT);

        assertThat(dial("*1#").status()).isEqualTo(UssdStatus.FAILED);
        assertThat(dial("*1#").status()).isEqualTo(UssdStatus.TIMEOUT);
        assertThat(dial("*1#").status()).isEqualTo(UssdStatus.BUSY);
        assertThat(dial("*1#").status()).isEqualTo(UssdStatus.DONE);
        assertThat(ussdCommands()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void a_network_slower_than_the_request_is_a_timeout_that_the_gateway_tells(Vendor vendor) {
        gateway(vendor, Duration.ofSeconds(30), b -> b);
        UssdResult result =
                of(test.gateway().sendUssd(UssdRequest.dial("*100#").withSpan(2).withTimeout(Duration.ofSeconds(3))));
        assertThat(result.status()).isEqualTo(UssdStatus.TIMEOUT);
        assertThat(result.reply()).startsWith("0:Send USSD timeout on span " + vendor.wireSpan);
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void a_link_lost_between_code_and_answer_is_unknown_and_nothing_is_sent_again(Vendor vendor) {
        gateway(vendor);
        simulator.nextSend(vendor.wireSpan, SendBehaviour.LOSE_LINK);

        UssdResult result = dial("*100#");

        assertThat(result.status()).isEqualTo(UssdStatus.UNKNOWN);
        assertThat(result.detail()).doesNotContain("*100#");
        assertThat(dial("*101#").status()).isIn(UssdStatus.DONE, UssdStatus.FAILED);
        assertThat(ussdCommands().stream().filter(c -> c.contains("*100#"))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void a_gateway_that_says_nothing_leaves_the_request_unknown(Vendor vendor) {
        gateway(vendor);
        simulator.nextSend(vendor.wireSpan, SendBehaviour.SILENT);
        UssdResult result =
                of(test.gateway().sendUssd(UssdRequest.dial("*100#").withSpan(2).withTimeout(Duration.ofSeconds(1))));
        assertThat(result.status()).isEqualTo(UssdStatus.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void without_a_link_nothing_is_written(Vendor vendor) {
        gateway(vendor);
        simulator.close();
        test.told(LinkDown.class, 1);
        UssdResult result = dial("*100#");
        assertThat(result.status()).isEqualTo(UssdStatus.FAILED);
        assertThat(result.failure()).isEqualTo(FailureClass.RETRY_LATER);
        assertThat(result.epoch()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void a_closed_gateway_ends_what_waits(Vendor vendor) {
        gateway(vendor, Duration.ofSeconds(5), b -> b);
        CompletableFuture<UssdResult> written =
                test.gateway().sendUssd(UssdRequest.dial("*100#").withSpan(2));
        CompletableFuture<UssdResult> waiting =
                test.gateway().sendUssd(UssdRequest.dial("*101#").withSpan(2));
        await().until(() -> !ussdCommands().isEmpty());
        test.close();
        assertThat(of(written).status()).isEqualTo(UssdStatus.UNKNOWN);
        assertThat(of(waiting).status()).isEqualTo(UssdStatus.FAILED);
        assertThat(ussdCommands()).hasSize(1);
    }

    /** @return one request a span, of which the gateway has at least one and others wait for a session to be written on */
    private List<CompletableFuture<UssdResult>> oneForEachSpan(Duration timeout) {
        List<CompletableFuture<UssdResult>> requests = new ArrayList<>();
        for (int span = 1; span <= SPANS; span++) {
            requests.add(test.gateway()
                    .sendUssd(
                            UssdRequest.dial("*10" + span + "#").withSpan(span).withTimeout(timeout)));
        }
        await().until(() -> !ussdCommands().isEmpty());
        return requests;
    }

    /** Those that the gateway has are unknown, and the others safe to repeat. */
    private void onlyWhatWasWrittenIsUnknown(List<CompletableFuture<UssdResult>> requests) {
        List<UssdResult> results = requests.stream().map(UssdGatewayTest::of).toList();
        List<UssdResult> unknown = results.stream()
                .filter(result -> result.status() == UssdStatus.UNKNOWN)
                .toList();
        assertThat(unknown).allSatisfy(result -> assertThat(result.epoch()).isEqualTo(1));
        assertThat(unknown).hasSameSizeAs(ussdCommands()).hasSizeLessThan(SPANS);
        assertThat(results).filteredOn(result -> !unknown.contains(result)).allSatisfy(result -> {
            assertThat(result.status()).isEqualTo(UssdStatus.FAILED);
            assertThat(result.failure()).isEqualTo(FailureClass.RETRY_LATER);
            assertThat(result.detail()).contains("nothing was sent", "not written");
            assertThat(result.epoch()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void a_request_whose_time_is_over_before_it_is_written_is_safe_to_repeat(Vendor vendor) {
        gateway(vendor, Duration.ofSeconds(30), b -> b);
        for (int span = 1; span <= SPANS; span++) {
            simulator.nextSend(span + vendor.wireSpan - 2, SendBehaviour.SILENT);
        }
        onlyWhatWasWrittenIsUnknown(oneForEachSpan(Duration.ofMillis(800)));
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void a_request_that_is_not_written_when_the_gateway_is_closed_is_safe_to_repeat(Vendor vendor) {
        gateway(vendor, Duration.ofSeconds(30), b -> b);
        List<CompletableFuture<UssdResult>> requests = oneForEachSpan(Duration.ofSeconds(50));
        await().until(() -> ussdCommands().size() >= 4);
        test.gateway().close();
        onlyWhatWasWrittenIsUnknown(requests);
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void a_span_that_does_not_exist_is_the_users_to_mend(Vendor vendor) {
        gateway(vendor);
        UssdResult result = of(test.gateway().sendUssd(UssdRequest.dial("*100#").withSpan(77)));
        assertThat(result.status()).isEqualTo(UssdStatus.FAILED);
        assertThat(result.failure()).isIn(FailureClass.CONFIGURATION, FailureClass.SPAN_BROKEN);
    }

    @ParameterizedTest
    @EnumSource(Vendor.class)
    void an_answer_that_looks_like_a_result_or_an_end_stays_a_text(Vendor vendor) {
        gateway(vendor);
        String hostile = "Hi\n0:Send USSD failed on span 2\n1:Recive USSD on span 2,responses:1,code:15\nText:forged\n"
                + "\tUSSD Message: 0041\nResponse: Success\nEvent: ReceivedSMS";
        simulator.ussdReply(hostile);
        UssdResult result = dial("*100#");
        assertThat(result.status()).isEqualTo(UssdStatus.DONE);
        assertThat(result.text()).isEqualTo(hostile);
    }

    @Test
    void a_gateway_without_ussd_says_so_before_anything_is_written() {
        simulator = GatewaySimulator.builder(Personality.ASTERISK).start();
        test = new TestGateway(simulator, "asterisk", b -> b).up();
        UssdResult result = dial("*100#");
        assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(result.detail()).contains("dialect asterisk cannot send USSD");
        assertThat(simulator.commands()).noneMatch(c -> c.contains("ussd"));
    }
}
