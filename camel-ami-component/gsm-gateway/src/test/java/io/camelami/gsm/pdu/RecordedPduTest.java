package io.camelami.gsm.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiEvent;
import io.camelami.gsm.Ami;
import io.camelami.gsm.Captures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The PDUs in the recorded DongleNewCMGR events, decoded and held against what the drivers themselves made of them. */
class RecordedPduTest {
    private static final Pattern CMGR = Pattern.compile("\\+CMGR: [^\\\\]*\\\\r\\\\n([0-9A-Fa-f]+).*");

    @Test
    void every_text_that_the_maintained_driver_decodes_is_the_same_here() throws SmsPduException {
        int compared = 0;
        String text = null;
        String sender = null;
        for (AmiEvent event : Ami.events(Captures.serverBytes("chan_dongle-wdoekes-16.28.0/inbound.txt"))) {
            if (event.is("DongleNewCMGR")) {
                SmsDeliver sms = (SmsDeliver) SmsPdu.decode(hex(event));
                text = sms.text();
                sender = sms.sender();
            } else if (event.is("DongleNewSMSBase64")) {
                String driver = new String(Base64.getDecoder().decode(event.get("Message")), StandardCharsets.UTF_8);
                // In C a text ends at its first NUL; the PDU has what follows, too.
                assertThat(untilNul(text)).isEqualTo(untilNul(driver));
                // The driver adds an @ to names of seven characters.
                assertThat(sender + "@").startsWith(event.get("From"));
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(18);
    }

    @Test
    void texts_of_every_kind_are_decoded() throws SmsPduException {
        List<String> texts = new ArrayList<>();
        List<String> senders = new ArrayList<>();
        for (SmsDeliver sms : delivered("chan_dongle-wdoekes-16.28.0/inbound.txt")) {
            texts.add(sms.text());
            senders.add(sms.sender());
        }

        assertThat(texts)
                .contains("Hello from outside")
                .anyMatch(t -> t.contains("😀"))
                .anyMatch(t -> t.contains("€"));
        assertThat(texts).anyMatch(t -> t.length() == 160).anyMatch(String::isEmpty);
        assertThat(senders).contains("+4915112345678", "My Bank");
    }

    @Test
    void parts_give_the_same_text_whatever_order_they_came_in() throws SmsPduException {
        Map<String, TreeMap<Integer, String>> messages = new TreeMap<>();
        for (SmsDeliver sms : delivered("chan_dongle-wdoekes-16.28.0/inbound_parts.txt")) {
            Concatenation part = sms.concatenation();
            assertThat(part).isNotNull();
            messages.computeIfAbsent(
                            sms.sender() + " " + part.wide() + " " + part.reference() + " " + part.total(),
                            key -> new TreeMap<>())
                    .put(part.number(), sms.text());
        }
        assertThat(messages.keySet()).anyMatch(k -> k.contains("true")).anyMatch(k -> k.endsWith(" 8"));
        List<String> driver = Ami.events(Captures.serverBytes("chan_dongle-wdoekes-16.28.0/inbound_parts.txt")).stream()
                .filter(event -> event.is("DongleNewSMSBase64"))
                .map(event -> new String(Base64.getDecoder().decode(event.get("Message")), StandardCharsets.UTF_8))
                .toList();
        assertThat(messages.values().stream().map(parts -> String.join("", parts.values())))
                .containsAll(driver);
    }

    /** Those of inbound_broken are for the declared exception. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "chan_dongle-wdoekes-16.28.0/inbound.txt", "chan_dongle-wdoekes-16.28.0/inbound_parts.txt",
                "chan_dongle-wdoekes-16.28.0/inbound_stored.txt", "chan_dongle-bg111-1.8.32.3/inbound.txt",
                "chan_dongle-bg111-1.8.32.3/inbound_parts.txt", "chan_dongle-wdoekes-16.28.0/sms_report.txt",
            })
    void every_pdu_that_a_network_sent_is_read(String capture) throws SmsPduException {
        int read = 0;
        for (AmiEvent event : Ami.events(Captures.serverBytes(capture))) {
            if (event.is("DongleNewCMGR")) {
                assertThat(SmsPdu.decode(hex(event))).isNotNull();
                read++;
            }
        }
        assertThat(read).isPositive();
    }

    private static List<SmsDeliver> delivered(String capture) throws SmsPduException {
        List<SmsDeliver> messages = new ArrayList<>();
        for (AmiEvent event : Ami.events(Captures.serverBytes(capture))) {
            if (event.is("DongleNewCMGR")) {
                messages.add((SmsDeliver) SmsPdu.decode(hex(event)));
            }
        }
        return messages;
    }

    private static String untilNul(String text) {
        int nul = text.indexOf(0);
        return nul < 0 ? text : text.substring(0, nul);
    }

    private static String hex(AmiEvent event) {
        Matcher cmgr = CMGR.matcher(event.get("Message"));
        assertThat(cmgr.matches()).isTrue();
        return cmgr.group(1);
    }
}
