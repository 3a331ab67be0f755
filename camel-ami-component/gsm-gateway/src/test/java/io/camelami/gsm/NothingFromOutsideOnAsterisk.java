package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEncodingException;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.call.CallOutcome;
import io.camelami.gsm.call.CallResult;
import io.camelami.gsm.call.OriginateRequest;
import io.camelami.gsm.dialect.CliWord;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.event.LinkDown;
import io.camelami.gsm.event.RawEvent;
import io.camelami.simulator.asterisk.RealAsterisk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A real Asterisk of any version has the values that were meant, and does nothing else: no forged event was raised, nobody
 * was logged off, no call is left and the database is as it was.
 */
abstract class NothingFromOutsideOnAsterisk {
    private static final int VALUES = 2_000;
    private static final int VARIABLES_OF_A_CALL = 40;
    private static final int MESSAGES = 1_000;
    private static final String CANARY = "untouched";

    private TestGateway gateway;

    abstract RealAsterisk asterisk();

    @BeforeEach
    void logIn() {
        gateway = as("admin", "asterisk");
        command("database deltree hostile");
        command("database put canary bird " + CANARY);
    }

    private TestGateway as(String user, String dialect) {
        return new TestGateway(GatewayConfig.builder(asterisk().host())
                        .name(user)
                        .port(asterisk().port())
                        .username(user)
                        .secret(RealAsterisk.SECRET)
                        .dialect(dialect)
                        .build())
                .up();
    }

    @AfterEach
    void nothing_else_was_done() {
        try {
            assertThat(stored("canary", "bird")).isEqualTo(CANARY);
            assertThat(gateway.events(LinkDown.class)).isEmpty();
            assertThat(gateway.events(RawEvent.class))
                    .extracting(raw -> raw.event().name())
                    .doesNotContain("UserEvent");
            Awaitility.await().untilAsserted(() -> assertThat(
                            command("core show channels count").output())
                    .contains("0 active channels"));
        } finally {
            gateway.close();
        }
    }

    @Test
    void a_word_of_a_command_arrives_character_for_character_or_is_refused() {
        Hostile hostile = new Hostile(1);
        int arrived = 0;
        for (int i = 0; i < VALUES; i++) {
            String value = upTo(250, hostile.text());
            String key = "k" + i;
            try {
                command("database put hostile " + key + " " + CliWord.quote(value));
            } catch (IllegalArgumentException | AmiEncodingException refused) {
                assertThat(stored("hostile", key)).isNull();
                continue;
            }
            assertThat(stored("hostile", key)).isEqualTo(value);
            arrived++;
        }
        assertThat(arrived).isBetween(VALUES / 3, VALUES * 2 / 3);
        // Not over AMI, which takes an escape sequence out of what a command prints, up to the next letter m.
        assertThat(asterisk().cli("database show hostile")).contains(arrived + " results found.");
    }

    @Test
    void a_variable_of_a_call_arrives_character_for_character_or_nobody_is_called() {
        Hostile hostile = new Hostile(2);
        for (int i = 0; i < VALUES; i += VARIABLES_OF_A_CALL) {
            Map<String, String> variables = new LinkedHashMap<>();
            while (variables.size() < VARIABLES_OF_A_CALL) {
                variables.put("V" + variables.size(), hostile.line());
            }
            variables.values().removeIf(value -> value.length() > 300);
            OriginateRequest request = OriginateRequest.toApplication("Local/601@default/n", "Wait", "30")
                    .withVariables(variables);
            CallResult call = originate(request);
            assertThat(call.outcome()).as(call.detail()).isEqualTo(CallOutcome.ANSWERED);
            variables.forEach((name, value) ->
                    assertThat(variable(call.channel(), name)).as(name).isEqualTo(value));
            action(AmiAction.of("Hangup").with("Channel", call.channel()));

            variables.put("END", "x\r\n\r\nAction: UserEvent\r\nUserEvent: Forged\r\n\r\n" + hostile.text());
            assertThat(originate(request.withVariables(variables)).outcome()).isEqualTo(CallOutcome.FAILED);
        }
    }

    @Test
    void a_message_through_the_dialplan_is_told_character_for_character_of_its_own_sender_and_span() {
        Hostile hostile = new Hostile(3);
        List<String> texts = new ArrayList<>();
        try (TestGateway reader = as("sms", "openvox")) {
            for (int i = 0; i < MESSAGES; i++) {
                String text = "m" + hostile.line();
                if (text.length() > 300) {
                    continue;
                }
                texts.add(text);
                assertThat(action(AmiAction.of("Originate")
                                        .with("Channel", "Local/sms@gsm-2/n")
                                        .with("Application", "Wait")
                                        .with("Data", "0.1")
                                        .with("Async", "true")
                                        .with("Variable", "SMS_SENDER=+8613632919026")
                                        .with("Variable", "SMS_TIME=2013-08-20 15:17:45")
                                        .with("Variable", "SMS_TEXT=" + CliWord.quote(text)))
                                .success())
                        .isTrue();
                // Not for each of them: a look takes longer than the message.
                if (texts.size() % 25 == 0) {
                    reader.told(InboundSms.class, texts.size());
                }
            }
            List<InboundSms> told = reader.told(InboundSms.class, texts.size());
            assertThat(told).extracting(InboundSms::text).containsExactlyInAnyOrderElementsOf(texts);
            assertThat(told).extracting(InboundSms::sender).containsOnly("+8613632919026");
            assertThat(told).extracting(InboundSms::span).containsOnly(2);
        }
    }

    /** Why a channel name with anything in front of its slash is refused as well. */
    @Test
    void the_server_skips_what_is_in_front_of_a_pattern_of_channels() {
        CallResult call = originate(OriginateRequest.toApplication("Local/601@default/n", "Wait", "30"));

        assertThat(action(AmiAction.of("Hangup").with("Channel", "\u0001 /^Local.601@/"))
                        .success())
                .isTrue();
        Awaitility.await()
                .untilAsserted(() -> assertThat(action(AmiAction.of("Status").with("Channel", call.channel()))
                                .success())
                        .isFalse());
    }

    /** Asterisk 16 reads 255 bytes of a value out of its database. */
    private static String upTo(int bytes, String value) {
        int end = value.length();
        while (value.substring(0, end).getBytes(StandardCharsets.UTF_8).length > bytes
                || Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(0, end);
    }

    private CallResult originate(OriginateRequest request) {
        return joined(gateway.gateway().originate(request));
    }

    private AmiResponse action(AmiAction action) {
        return joined(gateway.gateway().action(action));
    }

    private AmiResponse command(String command) {
        return joined(gateway.gateway().command(command));
    }

    private String variable(String channel, String name) {
        return action(AmiAction.of("Getvar").with("Channel", channel).with("Variable", name))
                .get("Value");
    }

    private String stored(String family, String key) {
        return action(AmiAction.of("DBGet").with("Family", family).with("Key", key)).events().stream()
                .filter(event -> event.is("DBGetResponse"))
                .map((AmiEvent event) -> event.get("Val"))
                .findFirst()
                .orElse(null);
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.orTimeout(20, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
