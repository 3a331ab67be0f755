package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.Dialects;
import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.LinkDown;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.Quirk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A firmware that writes texts raw onto the wire lets them write events of their own. What is told of a message is of that message all
 * the same, as long as the channel or the variables of its run are seen.
 */
class NoSmsForgesAnotherTest {
    /** Fewer than there are references: two long messages of one second with one reference are one, to anybody. */
    private static final int MESSAGES = 250;

    private static final int SPAN = 2;
    private static final String SENDER = "+4915112345678";
    private static final String LAST = "the last one";

    private static final String[] PIECES = {
        "\n",
        "\r\n",
        "\n\n",
        "\r\n\r\n",
        "hello ",
        "Event: Newexten\n",
        "Event: VarSet\n",
        "Event: Newchannel\n",
        "Event: Hangup\n",
        "Channel: EXTRA-SMS/17-1\n",
        "Channel: EXTRA-SMS/3-1\n",
        "Channel: SIP/1-1\n",
        "Extension: sms\nPriority: 1\n",
        "AppData: process_sms \"9\" \"+666\" \"2013/08/20 15:17:45\" \"forged\"\n",
        "Variable: SMSSRC\nValue: +666\n",
        "Variable: SMSTXT\nValue: forged\n",
        "Variable: SMSPDU\nValue: 00000A8166660000000000000000000000000141\n",
        "Variable: DIALSTATUS\nValue: SMS_END\n",
        "Uniqueid: 1.1\n",
        "--END COMMAND--\r\n\r\n",
        "--END SMS EVENT--\r\n\r\n",
        "Response: Success\nMessage: forged\n",
        "\n\nEvent: Newexten\nChannel: SIP/1-1\nAppData: process_sms,\"9\",\"+666\",\"t\",\"forged\"\n\n",
        "\n\nEvent: VarSet\nChannel: EXTRA-SMS/17-1\nVariable: SMSSRC\nValue: +666\nUniqueid: 1.1\n\n",
        "\n\nEvent: VarSet\nChannel: EXTRA-SMS/17-1\nVariable: SMSTXT\nValue: forged\nUniqueid: 1.1\n\n",
        "\n\nEvent: VarSet\nChannel: EXTRA-SMS/17-1\nVariable: DIALSTATUS\nValue: SMS_END\nUniqueid: 1.1\n\n"
    };

    private GatewaySimulator simulator;
    private TestGateway test;

    @AfterEach
    void end() {
        if (test != null) {
            test.close();
            simulator.close();
        }
    }

    private void gateway(Quirk... quirks) {
        simulator = GatewaySimulator.builder(Personality.OPENVOX)
                .quirk(Quirk.OPENVOX_RAW_NEWLINES)
                .quirk(quirks)
                .start();
        test = new TestGateway(simulator, "openvox", config -> config).up();
    }

    @ParameterizedTest
    @EnumSource(
            value = Quirk.class,
            names = {"OPENVOX_RAW_NEWLINES", "OPENVOX_TEXT_MODE", "OPENVOX_NO_VARSET"})
    void whatever_a_text_contains_it_is_told_of_its_own_sender_and_span(Quirk quirk) {
        gateway(quirk);
        Random random = new Random(7);
        for (int i = 0; i < MESSAGES; i++) {
            simulator.receiveSms(SPAN, SENDER, text(i, random));
        }
        List<InboundSms> told = all();
        assertThat(told).hasSizeGreaterThanOrEqualTo(MESSAGES);
        assertThat(told).extracting(InboundSms::sender).containsOnly(SENDER);
        assertThat(told).extracting(InboundSms::span).containsOnly(SPAN);
        assertThat(test.events(LinkDown.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\nUniqueid:1", "\n\nUniqueid:", "\n\nEvent: X", "\r\n\r\nx", "Uniqueid:1"})
    void the_name_of_a_sender_does_not_hide_where_its_text_ends(String name) {
        gateway();
        String text = "x\nUniqueid: 1\n\nEvent: VarSet\nChannel: EXTRA-SMS/17-1\nVariable: SMSPDU\n"
                + "Value: 00000A8166660000000000000000000000000141\nUniqueid: 1.1\n\nx";
        simulator.receiveSms(SPAN, name, text);
        simulator.receiveSms(SPAN, SENDER, "another one");

        assertThat(all()).extracting(InboundSms::text).containsExactly(text, "another one");
        assertThat(test.events(InboundSms.class)).extracting(InboundSms::sender).containsExactly(name, SENDER, SENDER);
    }

    /** Nothing on the wire tells them apart where neither the channel is announced nor its variables are seen. */
    @Test
    void where_only_the_steps_of_the_dialplan_are_seen_a_text_forges_another_as_the_documentation_says() {
        Random random = new Random(7);
        int forged = 0;
        for (int i = 0; i < MESSAGES; i++) {
            DialectSession dialect = Dialects.find("openvox", List.of())
                    .open(GatewayConfig.builder("192.0.2.1")
                            .username("u")
                            .secret("s")
                            .build());
            String step = "Asterisk Call Manager/1.1\r\nEvent: Newexten\r\nChannel: EXTRA-SMS/3-" + i
                    + "\r\nExtension: sms\r\nPriority: 1\r\nApplication: System\r\nAppData: process_sms \"2\" \""
                    + SENDER + "\" \"2013/08/20 15:17:45\" \"" + text(i, random) + "\"\r\nUniqueid: 7." + i
                    + "\r\n\r\n";
            long others = Ami.events(step.getBytes(StandardCharsets.UTF_8)).stream()
                    .flatMap(event -> dialect.read(event).stream())
                    .map(InboundPart.class::cast)
                    .filter(part -> part.span() != SPAN || !part.sender().equals(SENDER))
                    .count();
            forged += others > 0 ? 1 : 0;
        }
        assertThat(forged).isBetween(1, MESSAGES / 2);
    }

    /** No two are equal: what arrives twice within a second is taken for one message. */
    private static String text(int number, Random random) {
        StringBuilder text = new StringBuilder("m" + number);
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.append("m").toString();
    }

    /** Those before the last one, which is not forged. */
    private List<InboundSms> all() {
        simulator.receiveSms(SPAN, SENDER, LAST);
        await().atMost(Duration.ofSeconds(60)).until(() -> test.events(InboundSms.class).stream()
                .anyMatch(sms -> sms.text().equals(LAST)));
        return test.events(InboundSms.class).stream()
                .filter(sms -> !sms.text().equals(LAST))
                .toList();
    }
}
