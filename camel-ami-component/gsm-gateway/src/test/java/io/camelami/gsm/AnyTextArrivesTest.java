package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.gsm.text.SmsText;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.Quirk;
import io.camelami.simulator.SentSms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a gateway is given to send arrives as it was given, character for character, or is refused with a reason. */
class AnyTextArrivesTest {
    private static final String TO = "+8613632919026";
    private static final int TEXTS = 500;
    private static final String HALF_OF_A_PAIR = "\uD83D";

    /** What texts are made of: words, every character of the GSM alphabet, and what breaks command lines and codecs. */
    private static final List<String> PIECES = List.of(
            "word",
            " ",
            "  ",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "\f",
            "\\",
            "\\n",
            "\"",
            "'",
            "`",
            "%41",
            "+",
            "&",
            ";",
            "$(id)",
            "--END COMMAND--",
            "Action: Logoff",
            "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà",
            "^{}[~]|€",
            "ç",
            "Код",
            "中文",
            "😀",
            "e\u0301",
            "\uFEFF",
            "\u00A0",
            "\u202E",
            "0123456789".repeat(7),
            "{}".repeat(40),
            "я".repeat(67));

    private enum Gateway {
        OPENVOX(Personality.OPENVOX, "openvox", Map.of()),
        OPENVOX_WITH_FLASH_ARGUMENT(
                Personality.OPENVOX, "openvox", Map.of("flashArgument", "true"), Quirk.OPENVOX_FLASH_ARGUMENT),
        OPENVOX_OF_EARLY_FIRMWARE(
                Personality.OPENVOX, "openvox", Map.of("syncsms", "true"), Quirk.OPENVOX_SYNCSMS_SPELLING),
        OPENVOX_WITHOUT_SYNC(Personality.OPENVOX, "openvox", Map.of("sync", "false")),
        YEASTAR_TG(Personality.YEASTAR_TG, "yeastar-tg", Map.of()),
        DONGLE_BG111(Personality.DONGLE_BG111, "chan-dongle", Map.of("driver", "bg111")),
        DONGLE_WDOEKES(Personality.DONGLE_WDOEKES, "chan-dongle", Map.of("driver", "wdoekes")),
        QUECTEL(Personality.QUECTEL, "chan-quectel", Map.of());

        final Personality personality;
        final String dialect;
        final Map<String, String> options;
        final Quirk[] quirks;

        Gateway(Personality personality, String dialect, Map<String, String> options, Quirk... quirks) {
            this.personality = personality;
            this.dialect = dialect;
            this.options = options;
            this.quirks = quirks;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_text_arrives_character_for_character_or_is_refused_with_a_reason(Gateway gateway) {
        int arrived = 0;
        try (GatewaySimulator simulator = GatewaySimulator.builder(gateway.personality)
                        .quirk(gateway.quirks)
                        .start();
                TestGateway test = new TestGateway(simulator, gateway.dialect, options -> options.pacing(Duration.ZERO)
                                .dialectOptions(gateway.options))
                        .up()) {
            for (int seed = 0; seed < TEXTS; seed++) {
                String text = text(new Random(seed));
                int before = simulator.sentSms().size();
                SmsResult result = test.send(SmsRequest.of(TO, text).withSpan(1));
                String what = gateway + ", text of seed " + seed + ": " + result.detail();
                if (result.outcome() == Outcome.FAILED) {
                    assertThat(simulator.sentSms()).as(what).hasSize(before);
                    assertRefusedForAReason(what, text, result, test);
                } else {
                    arrived++;
                    await().pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(1))
                            .untilAsserted(() -> assertThat(simulator.sentSms().size() - before)
                                    .as(what)
                                    .isGreaterThanOrEqualTo(messages(gateway, result)));
                    assertThat(joined(simulator
                                    .sentSms()
                                    .subList(before, simulator.sentSms().size())))
                            .as(what)
                            .isEqualTo(sent(gateway, text));
                }
            }
        }
        assertThat(arrived).isGreaterThan(TEXTS / 2);
    }

    /** Only what no SMS is, or what is longer than a line of this gateway, is refused; it costs nothing but a word. */
    private static void assertRefusedForAReason(String what, String text, SmsResult result, TestGateway test) {
        assertThat(result.failure()).as(what).isEqualTo(FailureClass.RECIPIENT);
        assertThat(result.detail()).as(what).doesNotContain(text).containsPattern("surrogate|NUL|bytes too long");
        if (result.detail().contains("bytes too long")) {
            assertThat(SmsText.cost(text).parts()).as(what).isGreaterThan(1);
            assertThat(test.gateway().capabilities().maxParts()).as(what).isLessThan(255);
        } else {
            assertThat(text).as(what).containsPattern(HALF_OF_A_PAIR + "|\0");
        }
    }

    /** A Yeastar is given a long text whole; the others are given, or make, its parts. */
    private static int messages(Gateway gateway, SmsResult result) {
        return gateway == Gateway.YEASTAR_TG ? 1 : result.parts();
    }

    private static String joined(List<SentSms> parts) {
        assertThat(parts).extracting(SentSms::to).containsOnly(TO);
        return parts.stream().map(SentSms::text).collect(Collectors.joining());
    }

    /**
     * The one exception: what wdoekes' driver cuts so that no network takes it gets a blank at its end, and goes out in two
     * good parts.
     */
    private static String sent(Gateway gateway, String text) {
        boolean wdoekes = gateway == Gateway.DONGLE_WDOEKES || gateway == Gateway.QUECTEL;
        return wdoekes
                        && SmsText.cost(text).units() == 160
                        && SmsText.cost(text).parts() == 1
                ? text + " "
                : text;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(random.nextInt(10) == 0 ? 40 : 8);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        if (random.nextInt(50) == 0) {
            text.insert(random.nextInt(text.length()), random.nextBoolean() ? HALF_OF_A_PAIR : "\0");
        }
        return text.toString();
    }
}
