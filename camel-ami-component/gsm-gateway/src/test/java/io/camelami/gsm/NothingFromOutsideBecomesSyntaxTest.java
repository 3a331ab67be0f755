package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEncodingException;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.Dialects;
import io.camelami.gsm.dialect.SmsRefusedException;
import io.camelami.gsm.dialect.SmsStep;
import io.camelami.gsm.dialect.UssdStep;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.simulator.cli.CliTokenizer;
import io.camelami.simulator.sms.SubmitPdu;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a text, a number, an id or a code contains, the server reads the actions and the words that were meant and no
 * others, or nothing at all is written.
 */
class NothingFromOutsideBecomesSyntaxTest {
    /** Of each, on each gateway. */
    private static final int RUNS = 100_000;

    private static final Duration TIME = Duration.ofSeconds(60);
    private static final int SPAN = 3;

    private enum Gateway {
        OPENVOX("openvox", Map.of()),
        OPENVOX_WITH_FLASH_ARGUMENT("openvox", Map.of("flashArgument", "true")),
        OPENVOX_OF_EARLY_FIRMWARE("openvox", Map.of("syncsms", "true")),
        OPENVOX_WITHOUT_SYNC("openvox", Map.of("sync", "false")),
        YEASTAR_TG("yeastar-tg", Map.of()),
        DONGLE_BG111("chan-dongle", Map.of("driver", "bg111")),
        DONGLE_WDOEKES("chan-dongle", Map.of("driver", "wdoekes")),
        QUECTEL("chan-quectel", Map.of()),
        ASTERISK_WITH_A_CARRIER(
                "asterisk", Map.of("message", "pjsip:{to},pjsip:{to},pjsip:carrier/sip:{to}@sms.example")),
        ASTERISK_WITH_A_MODEM(
                "asterisk",
                Map.of("message", "mobile:a,mobile:b,mobile:quectel0", "from", "<sip:x@y>", "validity", "90"));

        final String dialect;
        final Map<String, String> options;

        Gateway(String dialect, Map<String, String> options) {
            this.dialect = dialect;
            this.options = options;
        }

        DialectSession open() {
            return Dialects.find(dialect, List.of())
                    .open(GatewayConfig.builder("192.0.2.1")
                            .username("u")
                            .secret("s")
                            .dialect(dialect)
                            .dialectOptions(options)
                            .build());
        }

        /** What the server was asked to send, from all actions of a plan. */
        SentBy read(List<AmiAction> actions) {
            return switch (this) {
                case OPENVOX, OPENVOX_WITH_FLASH_ARGUMENT, OPENVOX_OF_EARLY_FIRMWARE, OPENVOX_WITHOUT_SYNC ->
                    Reading.openVox(actions, this == OPENVOX_WITH_FLASH_ARGUMENT);
                case YEASTAR_TG -> Reading.yeastar(actions);
                case DONGLE_BG111 -> Reading.pdus(actions);
                case DONGLE_WDOEKES -> Reading.driverText(actions, "Dongle", "dongle2");
                case QUECTEL -> Reading.driverText(actions, "Quectel", "quectel2");
                case ASTERISK_WITH_A_CARRIER, ASTERISK_WITH_A_MODEM -> Reading.messageSend(actions, options);
            };
        }
    }

    /** @param id null where the gateway is told none or one of ours */
    private record SentBy(String to, String text, String id) {}

    @ParameterizedTest
    @EnumSource
    void a_message_is_sent_with_its_own_text_and_to_its_own_number_and_nothing_else_is_done(Gateway gateway) {
        DialectSession dialect = gateway.open();
        Hostile hostile = new Hostile(gateway.ordinal());
        int sent = 0;
        for (int run = 0; run < RUNS; run++) {
            SmsRequest request = new SmsRequest(
                            hostile.number(),
                            hostile.text(),
                            SPAN,
                            hostile.oneIn(2) ? hostile.text() : "id-" + run,
                            null)
                    .withOptions(options(hostile));
            List<AmiAction> actions = new ArrayList<>();
            try {
                for (SmsStep step : dialect.plan(request).steps()) {
                    actions.add(step.action(SPAN, TIME));
                }
            } catch (SmsRefusedException refused) {
                isNotRepeated(refused, request.text(), request.to());
                continue;
            }
            SentBy read = gateway.read(actions);
            assertThat(read.to()).matches("\\+?[0-9]{1,20}").isEqualTo(request.to());
            assertThat(read.text()).isIn(request.text(), request.text() + " ");
            if (read.id() != null) {
                assertThat(read.id()).isEqualTo(request.id());
            }
            sent++;
        }
        assertThat(sent).isBetween(RUNS / 4, RUNS * 9 / 10);
    }

    private static SmsOptions options(Hostile hostile) {
        return new SmsOptions(
                hostile.oneIn(4) ? true : null,
                hostile.oneIn(8) ? Duration.ofMinutes(1 + hostile.below(100_000)) : null,
                hostile.oneIn(4) ? true : null);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ASTERISK_WITH_A_CARRIER", "ASTERISK_WITH_A_MODEM"})
    void a_ussd_code_or_answer_is_dialled_as_it_is_and_nothing_else_is_done(Gateway gateway) {
        DialectSession dialect = gateway.open();
        Hostile hostile = new Hostile(100 + gateway.ordinal());
        int sent = 0;
        for (int run = 0; run < RUNS; run++) {
            String code = hostile.code();
            boolean menu = hostile.oneIn(2);
            UssdStep step;
            try {
                UssdRequest request = menu ? UssdRequest.answer(hostile.text(), code) : UssdRequest.dial(code);
                step = dialect.ussd(request.code(), menu);
            } catch (IllegalArgumentException refused) {
                isNotRepeated(refused, code);
                continue;
            }
            AmiAction action = step.action(SPAN, TIME);
            switch (gateway) {
                case DONGLE_BG111, DONGLE_WDOEKES, QUECTEL -> {
                    String prefix = gateway == Gateway.QUECTEL ? "Quectel" : "Dongle";
                    assertThat(OnTheWire.read(action))
                            .containsExactly(
                                    Map.entry("Action", prefix + "SendUSSD"),
                                    Map.entry("Device", prefix.toLowerCase(Locale.ROOT) + 2),
                                    Map.entry("USSD", code));
                }
                case YEASTAR_TG ->
                    assertThat(OnTheWire.words(action, "smscommand", "command"))
                            .containsExactly("gsm", "send", "ussd", "4", code, "58");
                default ->
                    assertThat(OnTheWire.words(action, "Command", "Command"))
                            .containsExactly("gsm", "send", "ussd", "3", code, "58");
            }
            sent++;
        }
        assertThat(sent).isBetween(RUNS / 4, RUNS * 9 / 10);
    }

    /**
     * It is the caller's own to write, so its words are what the server makes of the same line. Yeastar has an action of its
     * own for it, the others share one.
     */
    @ParameterizedTest
    @EnumSource(names = {"OPENVOX", "YEASTAR_TG"})
    void a_command_is_one_command(Gateway gateway) {
        DialectSession dialect = gateway.open();
        Hostile hostile = new Hostile(200 + gateway.ordinal());
        boolean yeastar = gateway == Gateway.YEASTAR_TG;
        int sent = 0;
        for (int run = 0; run < RUNS; run++) {
            String command = "core show " + hostile.text();
            try {
                assertThat(OnTheWire.words(
                                dialect.command(command),
                                yeastar ? "smscommand" : "Command",
                                yeastar ? "command" : "Command"))
                        .isEqualTo(CliTokenizer.split(command));
                sent++;
            } catch (IllegalArgumentException | AmiEncodingException refused) {
                isNotRepeated(refused, command);
            }
        }
        assertThat(sent).isBetween(RUNS / 4, RUNS * 9 / 10);
    }

    private static void isNotRepeated(Exception refused, String... values) {
        for (String value : values) {
            // A single sign may stand in any sentence.
            assertThat(refused.getMessage().contains(value) && value.length() > 8)
                    .as(refused.getMessage())
                    .isFalse();
        }
    }

    /** What each kind of gateway reads. */
    private static final class Reading {

        private Reading() {}

        static SentBy openVox(List<AmiAction> actions, boolean flashArgument) {
            StringBuilder text = new StringBuilder();
            String id = null;
            String to = null;
            for (AmiAction action : actions) {
                List<String> all = OnTheWire.words(action, "Command", "Command");
                assertThat(all.subList(0, 2)).containsExactly("gsm", "send");
                Iterator<String> words = all.subList(2, all.size()).iterator();
                String kind = words.next();
                boolean sync = kind.startsWith("sync");
                if (kind.equals("sync")) {
                    kind = words.next();
                }
                assertThat(words.next()).isEqualTo("3");
                if (kind.equals("pdu")) {
                    SubmitPdu pdu = SubmitPdu.decode(words.next()).orElseThrow();
                    to = pdu.to();
                    text.append(pdu.text());
                } else {
                    to = words.next();
                    text.append(words.next());
                }
                if (kind.equals("csms")) {
                    assertThat(words.next()).matches("\\d{1,3}");
                    assertThat(words.next()).isEqualTo(Integer.toString(actions.size()));
                    assertThat(words.next()).matches("\\d{1,3}");
                } else {
                    assertThat(kind).isIn("sms", "syncsms", "pdu");
                }
                if (sync) {
                    assertThat(words.next()).isEqualTo("58");
                    assertThat(flashArgument ? words.next() : "0").isIn("0", "1");
                }
                id = words.hasNext() ? words.next() : null;
                assertThat(words.hasNext()).isFalse();
            }
            return new SentBy(to, text.toString(), ours(id) ? null : id);
        }

        private static boolean ours(String id) {
            return id != null && id.matches("g[a-z0-9]+-\\d+");
        }

        static SentBy yeastar(List<AmiAction> actions) {
            assertThat(actions).hasSize(1);
            List<String> words = OnTheWire.words(actions.get(0), "smscommand", "command");
            assertThat(words).hasSize(7);
            assertThat(words.subList(0, 4)).containsExactly("gsm", "send", "sms", "4");
            assertThat(words.get(5)).matches("[A-Za-z0-9%+.*_-]+");
            assertThat(ours(words.get(6))).isTrue();
            return new SentBy(words.get(4), URLDecoder.decode(words.get(5), StandardCharsets.UTF_8), null);
        }

        static SentBy pdus(List<AmiAction> actions) {
            StringBuilder text = new StringBuilder();
            String to = null;
            for (AmiAction action : actions) {
                List<Map.Entry<String, String>> headers = OnTheWire.read(action);
                assertThat(names(headers)).containsExactly("Action", "Device", "PDU");
                assertThat(values(headers).subList(0, 2)).containsExactly("DongleSendPDU", "dongle2");
                SubmitPdu pdu = SubmitPdu.decode(headers.get(2).getValue()).orElseThrow();
                to = pdu.to();
                text.append(pdu.text());
            }
            return new SentBy(to, text.toString(), null);
        }

        static SentBy driverText(List<AmiAction> actions, String prefix, String device) {
            assertThat(actions).hasSize(1);
            List<Map.Entry<String, String>> headers = OnTheWire.read(actions.get(0));
            List<String> values = values(headers);
            assertThat(String.join(" ", names(headers)))
                    .matches("Action Device Number Message Payload( Validity)?( Report)?");
            assertThat(values.subList(0, 2)).containsExactly(prefix + "SendSMS", device);
            assertThat(ours(values.get(4))).isTrue();
            assertThat(values.subList(5, values.size())).allMatch(value -> value.matches("true|\\d{1,6}"));
            return new SentBy(values.get(2), unescaped(values.get(3)), null);
        }

        /** As the driver of wdoekes reads it (gateways.md §4.1). */
        private static String unescaped(String header) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < header.length(); i++) {
                char c = header.charAt(i);
                if (c == '\\') {
                    char escaped = header.charAt(++i);
                    int control = "bfnrt".indexOf(escaped);
                    c = control < 0 ? escaped : "\b\f\n\r\t".charAt(control);
                }
                text.append(c);
            }
            return text.toString();
        }

        static SentBy messageSend(List<AmiAction> actions, Map<String, String> options) {
            assertThat(actions).hasSize(1);
            List<Map.Entry<String, String>> headers = OnTheWire.read(actions.get(0));
            List<String> values = values(headers);
            assertThat(values.get(0)).isEqualTo("MessageSend");
            String body = values.get(values.size() - 1);
            assertThat(body).matches("[A-Za-z0-9+/]+={0,2}");
            String text = new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
            String to = values.get(1);
            if (options.containsKey("validity")) {
                assertThat(names(headers))
                        .containsExactly("Action", "Destination", "To", "From", "Variable", "Base64Body");
                assertThat(values.subList(1, 5))
                        .containsExactly("mobile:quectel0", values.get(2), "<sip:x@y>", "validity=90");
                return new SentBy(values.get(2), text, null);
            }
            assertThat(names(headers)).containsExactly("Action", "To", "Base64Body");
            assertThat(to).startsWith("pjsip:carrier/sip:").endsWith("@sms.example");
            return new SentBy(to.substring("pjsip:carrier/sip:".length(), to.indexOf('@')), text, null);
        }

        private static List<String> names(List<Map.Entry<String, String>> headers) {
            return headers.stream().map(Map.Entry::getKey).toList();
        }

        private static List<String> values(List<Map.Entry<String, String>> headers) {
            return headers.stream().map(Map.Entry::getValue).toList();
        }
    }
}
