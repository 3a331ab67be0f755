package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.event.InboundUssd;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.gsm.ussd.UssdScript;
import io.camelami.gsm.ussd.UssdScriptResult;
import io.camelami.gsm.ussd.UssdStatus;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SendBehaviour;
import io.camelami.simulator.UssdAnswer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** USSD of drivers that tell all of it in events: what was asked for, and what was not. */
class UnaskedUssdTest {
    private static final String NETWORK_MESSAGE = "+CUSD: 0,\"CE32FDFE96AF41EDF27C1E3E9701\",15";
    private static final String MENU = "+CUSD: 1,\"CDB2BBAE8881846176D83D2E2B6420EA1B0EAAC3153050119FA603\",15";

    private enum Driver {
        DONGLE_BG111("chan-dongle"),
        DONGLE_WDOEKES("chan-dongle"),
        QUECTEL("chan-quectel");

        private final String dialect;

        Driver(String dialect) {
            this.dialect = dialect;
        }
    }

    private GatewaySimulator simulator;
    private TestGateway test;

    private void gateway(Driver driver) {
        simulator = GatewaySimulator.builder(Personality.valueOf(driver.name())).start();
        test = new TestGateway(simulator, driver.dialect, b -> b).up();
        // The devices are known by name only, once the driver has listed them.
        assertThat(dial(2).status()).isEqualTo(UssdStatus.DONE);
    }

    @AfterEach
    void end() {
        test.close();
        simulator.close();
    }

    private static <T> T of(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private UssdResult dial(int span) {
        return of(test.gateway().sendUssd(UssdRequest.dial("*100#").withSpan(span)));
    }

    private List<String> dialled() {
        return simulator.actions().stream()
                .filter(action -> action.name().endsWith("SendUSSD"))
                .map(action -> action.header("USSD"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void what_nobody_asked_for_is_told_once_with_its_exact_text(Driver driver) {
        gateway(driver);
        simulator.receiveUssd(2, NETWORK_MESSAGE);
        InboundUssd told = test.told(InboundUssd.class, 1).get(0);
        assertThat(told.text()).isEqualTo("Network message");
        assertThat(told.status()).isEqualTo(UssdStatus.DONE);
        assertThat(told.span()).isEqualTo(2);
        assertThat(told.dcs()).isEqualTo(15);
        assertThat(told.session()).isNull();
        assertThat(told.toString()).doesNotContain("Network message");
        assertThat(dial(2).status()).isEqualTo(UssdStatus.DONE);
        assertThat(test.events(InboundUssd.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void the_second_answer_to_a_code_is_told_as_unasked(Driver driver) {
        gateway(driver);
        assertThat(dial(1).text()).isEqualTo("Your balance is 5.00");
        simulator.receiveUssd(1, "+CUSD: 0,\"F3F2F8ED2683C2EEF9BD2C07\",15");
        assertThat(test.told(InboundUssd.class, 1).get(0).text()).isEqualTo("second answer");
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void of_two_answers_in_one_breath_the_first_is_the_answer_and_none_is_lost(Driver driver) {
        gateway(driver);
        simulator.nextSend(1, SendBehaviour.SILENT);
        CompletableFuture<UssdResult> waiting =
                test.gateway().sendUssd(UssdRequest.dial("*110#").withSpan(1));
        await().until(() -> dialled().contains("*110#"));
        String event = "Event: " + (driver == Driver.QUECTEL ? "Quectel" : "Dongle") + "NewCUSD\r\n"
                + "Privilege: call,all\r\nDevice: "
                + simulator.actions().stream()
                        .filter(action -> "*110#".equals(action.header("USSD")))
                        .findFirst()
                        .orElseThrow()
                        .header("Device")
                + "\r\nMessage: +CUSD: 0,\"%s\",15\r\n\r\n";
        simulator.emit(event.formatted("E6B47C4E0785DDF37B590E") + event.formatted("F3F2F8ED2683C2EEF9BD2C07"));
        assertThat(of(waiting).text()).isEqualTo("first answer");
        assertThat(test.told(InboundUssd.class, 1).get(0).text()).isEqualTo("second answer");
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void a_menu_that_the_network_opens_can_be_answered_and_keeps_its_span(Driver driver) {
        gateway(driver);
        simulator.receiveUssd(2, MENU);
        InboundUssd menu = test.told(InboundUssd.class, 1).get(0);
        assertThat(menu.text()).isEqualTo("Menu\n1 Balance\n2 Top up\n0 Exit");

        assertThat(dial(2).status()).isEqualTo(UssdStatus.BUSY);
        UssdResult answer = of(test.gateway().sendUssd(UssdRequest.answer(menu.session(), "1")));

        assertThat(answer.status()).isEqualTo(UssdStatus.DONE);
        assertThat(answer.span()).isEqualTo(2);
        assertThat(dialled()).containsExactly("*100#", "1");
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void the_end_of_a_menu_by_the_network_frees_its_span(Driver driver) {
        gateway(driver);
        simulator.ussdNetwork((span, code, inMenu) -> UssdAnswer.menu("1 Balance"));
        UssdResult menu = dial(2);
        assertThat(menu.isMenu()).isTrue();
        simulator.receiveUssd(2, "+CUSD: 2");
        assertThat(test.told(InboundUssd.class, 1).get(0).status()).isEqualTo(UssdStatus.TERMINATED);
        assertThat(of(test.gateway().sendUssd(UssdRequest.answer(menu.session(), "1")))
                        .failure())
                .isEqualTo(FailureClass.RECIPIENT);
        assertThat(dial(2).status()).isEqualTo(UssdStatus.FURTHER_ACTION);
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void a_script_walks_through_menus_that_come_as_events(Driver driver) {
        gateway(driver);
        simulator.ussdNetwork((span, code, inMenu) -> !inMenu
                ? UssdAnswer.menu("Menu\n1 Balance\n2 Top up")
                : new UssdAnswer(2, code.equals("2") ? "Topped up" : "?"));
        UssdScriptResult result =
                of(test.gateway().runUssd(UssdScript.parse("*101#;/top/"), 1, Duration.ofSeconds(10)));
        assertThat(result.complete()).isTrue();
        assertThat(result.last().text()).isEqualTo("Topped up");
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void an_answer_that_never_comes_is_a_timeout_and_a_late_one_is_told(Driver driver) {
        gateway(driver);
        simulator.nextSend(2, SendBehaviour.SILENT);
        UssdResult result =
                of(test.gateway().sendUssd(UssdRequest.dial("*109#").withSpan(2).withTimeout(Duration.ofMillis(500))));
        assertThat(result.status()).isEqualTo(UssdStatus.TIMEOUT);
        simulator.receiveUssd(2, NETWORK_MESSAGE);
        assertThat(test.told(InboundUssd.class, 1)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void a_link_lost_while_the_network_thinks_is_unknown(Driver driver) {
        gateway(driver);
        simulator.nextSend(2, SendBehaviour.SILENT);
        CompletableFuture<UssdResult> waiting =
                test.gateway().sendUssd(UssdRequest.dial("*109#").withSpan(2));
        await().until(() -> dialled().contains("*109#"));
        simulator.dropConnections();
        assertThat(of(waiting).status()).isEqualTo(UssdStatus.UNKNOWN);
        assertThat(dialled()).containsExactly("*100#", "*109#");
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void words_are_no_answer_for_these_drivers(Driver driver) {
        gateway(driver);
        simulator.receiveUssd(2, MENU);
        String session = test.told(InboundUssd.class, 1).get(0).session();
        UssdResult result = of(test.gateway().sendUssd(UssdRequest.answer(session, "John")));
        assertThat(result.status()).isEqualTo(UssdStatus.FAILED);
        assertThat(result.detail()).doesNotContain("John");
        assertThat(dialled()).containsExactly("*100#");
        assertThat(of(test.gateway().sendUssd(UssdRequest.answer(session, "1"))).status())
                .isEqualTo(UssdStatus.DONE);
    }
}
