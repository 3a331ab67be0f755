package io.camelami.gsm.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiHeader;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.SmsRequest;
import io.camelami.simulator.cli.CliTokenizer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever a text, an id or a recipient contains, the gateway's own tokenizer must see the words that were meant and no
 * others. The tokenizer is the simulator's, which is checked against recordings of real Asterisk.
 */
class HostileTextTest {
    private static final int RUNS = 50_000;
    private static final String TO = "+8613632919026";
    private static final List<String> PIECES = List.of(
            "\"",
            "\\",
            "\\\"",
            "\"\"",
            " ",
            "  ",
            "\t",
            "'",
            ";",
            "`",
            "$(id)",
            "${SHELL(id)}",
            "|",
            "&",
            "#",
            "!",
            "%",
            "%22",
            "%0A",
            "+",
            "\r",
            "\n",
            "\r\n\r\n",
            "\u0000",
            "--END COMMAND--",
            "Action: Logoff",
            "\" 30 \"x",
            "é",
            "я",
            "中",
            "😀",
            "€",
            "a",
            "word",
            "SPAN:1 SEND SMS TO PHONE:1 SUCCESSFULLY",
            "x".repeat(90),
            "я".repeat(40));

    @Test
    void openvox_commands_carry_the_text_as_one_word() {
        DialectSession dialect = open("openvox");
        Random random = new Random(1);
        int pdus = 0;
        for (int run = 0; run < RUNS; run++) {
            String text = text(random);
            String id = random.nextBoolean() ? text(random) : "id-" + run;
            List<List<String>> commands = commands(dialect, new SmsRequest(TO, text, 3, id, null), "Command");
            StringBuilder sent = new StringBuilder();
            for (List<String> words : commands) {
                switch (words.get(2)) {
                    case "pdu" -> {
                        assertThat(words).hasSize(6);
                        assertThat(words.get(4)).matches("[0-9A-F]{20,352}");
                        pdus++;
                    }
                    default -> {
                        boolean alone = words.get(3).equals("sms");
                        assertThat(words).hasSize(alone ? 9 : 12);
                        assertThat(words.subList(0, 3)).containsExactly("gsm", "send", "sync");
                        assertThat(words.subList(4, 6)).containsExactly("3", TO);
                        assertThat(words.get(alone ? 7 : 10)).isEqualTo("58");
                        assertThat(words.get(words.size() - 1)).matches("[A-Za-z0-9._:@-]+");
                        sent.append(words.get(6));
                    }
                }
            }
            if (!commands.isEmpty() && !commands.get(0).get(2).equals("pdu")) {
                assertThat(sent.toString()).isEqualTo(text);
            }
        }
        assertThat(pdus).isGreaterThan(1_000);
    }

    @Test
    void yeastar_commands_carry_the_text_as_one_word() {
        DialectSession dialect = open("yeastar-tg");
        Random random = new Random(2);
        for (int run = 0; run < RUNS; run++) {
            String text = text(random);
            for (List<String> words : commands(dialect, new SmsRequest(TO, text, 3, text(random), null), "command")) {
                assertThat(words).hasSize(7);
                assertThat(words.subList(0, 5)).containsExactly("gsm", "send", "sms", "4", TO);
                assertThat(URLDecoder.decode(words.get(5), StandardCharsets.UTF_8))
                        .isEqualTo(text);
                assertThat(words.get(6)).matches("[a-z0-9-]+");
            }
        }
    }

    @Test
    void a_recipient_that_is_no_number_never_reaches_a_command() {
        Random random = new Random(3);
        for (String name : List.of("openvox", "yeastar-tg")) {
            DialectSession dialect = open(name);
            for (int run = 0; run < RUNS / 10; run++) {
                String to = random.nextInt(100) + text(random);
                boolean number = to.matches("\\+?[0-9]{1,20}");
                assertThat(commands(dialect, new SmsRequest(to, "x", 1, null, null), null)
                                .isEmpty())
                        .isEqualTo(!number);
            }
        }
    }

    @Test
    void message_send_carries_the_text_in_base64_and_a_recipient_of_digits() throws Exception {
        DialectSession dialect = open("asterisk", Map.of("message", "pjsip:carrier/sip:{to}@sms.example"));
        Random random = new Random(4);
        int sent = 0;
        for (int run = 0; run < RUNS / 5; run++) {
            String text = text(random);
            String to = random.nextInt(3) == 0 ? random.nextInt(100) + text(random) : TO;
            List<SmsStep> steps;
            try {
                steps = dialect.plan(new SmsRequest(to, text, 1, text(random), null))
                        .steps();
            } catch (SmsRefusedException refused) {
                assertThat(refused.getMessage()).doesNotContain(TO);
                continue;
            }
            assertThat(steps).hasSize(1);
            AmiAction action = steps.get(0).action(1, Duration.ofSeconds(60));
            assertThat(action.headers()).extracting(AmiHeader::name).containsExactly("To", "Base64Body");
            assertThat(action.get("To")).matches("pjsip:carrier/sip:\\+?[0-9]{1,20}@sms\\.example");
            assertThat(action.get("Base64Body")).matches("[A-Za-z0-9+/]+={0,2}").hasSizeLessThanOrEqualTo(1010);
            assertThat(new String(Base64.getDecoder().decode(action.get("Base64Body")), StandardCharsets.UTF_8))
                    .isEqualTo(text);
            sent++;
        }
        assertThat(sent).isGreaterThan(RUNS / 20);
    }

    /** The commands as the gateway cuts them; empty if the request is refused. */
    private static List<List<String>> commands(DialectSession dialect, SmsRequest request, String header) {
        List<List<String>> commands = new ArrayList<>();
        try {
            for (SmsStep step : dialect.plan(request).steps()) {
                AmiAction action = step.action(3, Duration.ofSeconds(60));
                assertThat(action.headers()).hasSize(1);
                String value = action.headers().get(0).value();
                assertThat(value).doesNotContain("\r", "\n", "\u0000");
                assertThat(value.getBytes(StandardCharsets.UTF_8).length).isLessThan(1022 - "Command: ".length());
                if (header != null) {
                    assertThat(action.headers().get(0).name()).isEqualTo(header);
                }
                commands.add(CliTokenizer.split(value));
            }
        } catch (SmsRefusedException refused) {
            assertThat(refused.getMessage()).doesNotContain(request.text()).doesNotContain(TO);
        }
        return commands;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static DialectSession open(String name) {
        return open(name, Map.of());
    }

    private static DialectSession open(String name, Map<String, String> options) {
        return Dialects.find(name, List.of())
                .open(GatewayConfig.builder("192.0.2.1")
                        .username("u")
                        .secret("s")
                        .dialect(name)
                        .dialectOptions(options)
                        .build());
    }
}
