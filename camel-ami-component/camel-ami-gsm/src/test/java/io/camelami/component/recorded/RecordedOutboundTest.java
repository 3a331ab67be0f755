package io.camelami.component.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.component.AmiGsmConstants;
import io.camelami.component.recorded.Submits.Given;
import io.camelami.component.recorded.Submits.Submit;
import io.camelami.gsm.Outcome;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.Quirk;
import io.camelami.simulator.SentSms;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every text that was sent in the recordings of both drivers, against what a route has the modem given for it. The modem is
 * the simulator's, which the last test holds against the recorded ones.
 */
class RecordedOutboundTest {
    /** These are about numbers and headers that no route can write, and about a modem that never takes what it is given. */
    private static final Set<String> NOT_ABOUT_TEXTS = Set.of("sms_bad_number", "sms_bad_request", "sms_modem_hangs");

    private static final String BLANK_ADDED = "a blank is added: the driver would cut it into a part no network takes";
    private static final String TOO_LONG = "refused: too long for the driver's one action, send several messages";

    /** One text, and what the drivers made of it when it was sent the recorder's way. */
    private record Text(String to, String wanted, Set<String> files, Map<String, Submit> recorded) {}

    /**
     * @param cut whether a character is cut in two between parts, which phones join again
     * @param remark why it is not as wanted; empty if it is
     */
    private record Sent(String text, int parts, boolean cut, String remark) {
        String shown() {
            return remark.isEmpty()
                    ? "as wanted" + (parts > 1 ? ", " + parts + " parts" : "")
                            + (cut ? ", an emoji cut between them by the driver" : "")
                    : remark;
        }
    }

    @Test
    void the_modem_is_given_every_recorded_text_as_it_was_wanted_or_it_is_refused_with_the_reason() throws Exception {
        List<Text> texts = texts();
        Map<String, List<Sent>> ours = new LinkedHashMap<>();
        ours.put("bg111", send(Personality.DONGLE_BG111, texts));
        ours.put("wdoekes", send(Personality.DONGLE_WDOEKES, texts));

        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Text text = texts.get(i);
            List<String> row = new ArrayList<>();
            row.add(String.join(" ", text.files()));
            row.add(Page.shown(text.wanted()));
            for (String driver : ours.keySet()) {
                row.add(recorded(text, text.recorded().get(driver)));
                row.add(ours.get(driver).get(i).shown());
            }
            rows.add(row);
        }
        assertThat(ours.get("bg111"))
                .allSatisfy(sent -> assertThat(sent.remark()).isEmpty());
        assertThat(ours.get("wdoekes")).extracting(Sent::remark).containsOnly("", BLANK_ADDED, TOO_LONG);
        Page.check(
                "sent",
                List.of(
                        "Recordings",
                        "Text",
                        "bg111, DongleSendSMS",
                        "bg111, this component",
                        "wdoekes, DongleSendSMS",
                        "wdoekes, this component"),
                rows);
    }

    @Test
    void under_the_names_of_chan_quectel_the_modem_is_given_the_same() throws Exception {
        assertThat(send(Personality.QUECTEL, texts())).isEqualTo(send(Personality.DONGLE_WDOEKES, texts()));
    }

    @ParameterizedTest
    @EnumSource(names = {"DONGLE_BG111", "DONGLE_WDOEKES"})
    void the_simulated_modem_is_given_what_the_recorded_one_was_given_for_the_same_request(Personality personality)
            throws Exception {
        int compared = 0;
        try (GatewaySimulator simulator = GatewaySimulator.builder(personality)
                        .spans(2)
                        .quirk(Quirk.DONGLE_ANY_LENGTH)
                        .start();
                Socket socket = new Socket(simulator.host(), simulator.port())) {
            write(
                    socket,
                    "Action: Login\r\nUsername: " + simulator.user() + "\r\nSecret: " + simulator.secret()
                            + "\r\n\r\n");
            for (Recording recording : aboutTexts()) {
                if (recording.isOriginal() != (personality == Personality.DONGLE_BG111)) {
                    continue;
                }
                for (Submit submit : new Submits(recording).all()) {
                    int before = simulator.sentSms().size();
                    write(socket, submit.action());
                    int expected = before + submit.given().size();
                    await().pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> simulator.sentSms().size() >= expected);
                    assertThat(simulator.sentSms().subList(before, expected))
                            .as(recording + ": " + Page.shown(submit.wanted()))
                            .extracting(sent -> new Given(
                                    sent.to(),
                                    Page.whole(sent.text()),
                                    submit.given().size()))
                            .isEqualTo(submit.given());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(60);
    }

    private static void write(Socket socket, String wire) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(wire.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static List<Recording> aboutTexts() {
        return Recording.all().stream()
                .filter(recording -> recording.file().startsWith("sms_"))
                .filter(recording -> !NOT_ABOUT_TEXTS.contains(recording.file()))
                .toList();
    }

    private static List<Text> texts() {
        Map<String, Text> texts = new LinkedHashMap<>();
        for (Recording recording : aboutTexts()) {
            for (Submit submit : new Submits(recording).all()) {
                Text text = texts.computeIfAbsent(
                        submit.to() + " " + submit.wanted(),
                        key -> new Text(submit.to(), submit.wanted(), new LinkedHashSet<>(), new LinkedHashMap<>()));
                text.files().add(recording.file());
                text.recorded().putIfAbsent(recording.driver(), submit);
            }
        }
        return List.copyOf(texts.values());
    }

    /** Sends all texts through a route, and looks what the modem was given for each. */
    private static List<Sent> send(Personality personality, List<Text> texts) throws Exception {
        List<Sent> sent = new ArrayList<>();
        try (GatewaySimulator simulator =
                        GatewaySimulator.builder(personality).spans(1).start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            String dialect = personality == Personality.QUECTEL ? "chan-quectel" : "chan-dongle";
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:send")
                            .to("ami-gsm:127.0.0.1:" + simulator.port() + "?username=" + simulator.user()
                                    + "&secret=RAW(" + simulator.secret()
                                    + ")&span=1&throwExceptionOnFailure=false&dialect=" + dialect);
                }
            });
            context.start();
            await().until(() -> simulator.logins() == 1);
            for (Text text : texts) {
                int before = simulator.sentSms().size();
                Exchange exchange = context.createProducerTemplate().send("direct:send", e -> {
                    e.getMessage().setBody(text.wanted());
                    e.getMessage().setHeader(AmiGsmConstants.TO, text.to());
                });
                List<SentSms> parts =
                        simulator.sentSms().subList(before, simulator.sentSms().size());
                sent.add(judged(text, exchange, parts));
            }
        }
        return sent;
    }

    private static Sent judged(Text text, Exchange exchange, List<SentSms> parts) {
        Outcome outcome = exchange.getMessage().getHeader(AmiGsmConstants.OUTCOME, Outcome.class);
        String detail = exchange.getMessage().getHeader(AmiGsmConstants.DETAIL, String.class);
        String arrived = parts.stream().map(SentSms::text).collect(Collectors.joining());
        String remark;
        if (outcome == Outcome.FAILED) {
            assertThat(parts).isEmpty();
            assertThat(detail).contains("nothing was sent", "too long", "several messages");
            remark = TOO_LONG;
        } else {
            assertThat(outcome).as(detail).isEqualTo(Outcome.SENT);
            assertThat(parts).extracting(SentSms::to).containsOnly(text.to());
            remark = arrived.equals(text.wanted()) ? "" : arrived.equals(text.wanted() + " ") ? BLANK_ADDED : "WRONG";
        }
        boolean cut = parts.stream().anyMatch(part -> !Page.whole(part.text()).equals(part.text()));
        return new Sent(arrived, parts.size(), cut, remark);
    }

    private static String recorded(Text text, Submit submit) {
        if (submit == null) {
            return "not recorded";
        }
        if (submit.given().isEmpty()) {
            return "refused: " + submit.answer().replaceFirst("^\\[\\w+] ", "");
        }
        String to = submit.given().get(0).to();
        return (to.equals(text.to()) ? "" : "to " + to + ": ")
                + submit.given().stream().map(part -> Page.shown(part.text())).collect(Collectors.joining("\n"));
    }
}
