package io.camelami.gsm.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CusdTest {

    /**
     * What the recorder let the network say, in its order. The two drivers show 4 of the 17 wrongly or not at all in
     * their own NewUSSD event.
     */
    private static final List<Cusd> SAID = List.of(
            said(0, "Your balance is 12.34 EUR", 15),
            said(1, "Menu\n1 Balance\n2 Top up\n0 Exit", 15),
            said(2, "Balance: 12.34", 15),
            said(0, "Баланс: 100 руб. 😀", 72),
            said(0, "Plain text balance 5 EUR", 15),
            said(0, "Plain, with comma, 5 EUR", 68),
            said(0, "Plain text 5 EUR", 68),
            said(5, null, UssdText.NO_DCS),
            said(2, null, UssdText.NO_DCS),
            said(0, "first answer", 15),
            said(0, "second answer", 15),
            said(0, "UCS-2 with DCS 17", 17),
            said(4, null, UssdText.NO_DCS),
            said(0, "x".repeat(182), 15),
            said(0, "seven c", 15),
            said(0, "Unknown code", 15),
            said(0, "Network message", 15),
            said(0, "Unknown code", 15));

    private static Cusd said(int type, String text, int dcs) {
        return new Cusd(UssdStatus.ofType(type), text, null, dcs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chan_dongle-bg111-1.8.32.3", "chan_dongle-wdoekes-16.28.0"})
    void every_recorded_line_gives_the_text_that_the_network_sent(String capture) throws IOException {
        List<Cusd> read;
        try (InputStream in = getClass().getResourceAsStream("/captures/" + capture + "/ussd.txt")) {
            read = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("Message: +CUSD"))
                    .map(line -> Cusd.parse(line.substring("Message: ".length())))
                    .map(cusd -> new Cusd(cusd.status(), cusd.text(), null, cusd.dcs()))
                    .toList();
        }
        assertThat(read).containsExactlyElementsOf(SAID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+CUSD:",
                "+CUSD: x",
                "+CMTI: \"SM\",1",
                "+CUSD: 0,\"open",
                "+CUSD: 99999,\"a\",15",
                "+CUSD: 0,\"a\",15,4"
            })
    void what_is_no_such_line_is_none(String line) {
        assertThat(Cusd.parse(line)).isNull();
    }

    @Test
    void a_quote_within_the_text_does_not_end_it() {
        assertThat(Cusd.parse("+CUSD: 1,\"say \"yes\", please\", 15").text()).isEqualTo("say \"yes\", please");
        assertThat(Cusd.parse("+CUSD: 1,\"without scheme\"").dcs()).isEqualTo(UssdText.NO_DCS);
    }

    @Test
    void a_type_that_does_not_exist_is_unknown() {
        assertThat(Cusd.parse("+CUSD: 9,\"a\",15").status()).isEqualTo(UssdStatus.UNKNOWN);
    }
}
