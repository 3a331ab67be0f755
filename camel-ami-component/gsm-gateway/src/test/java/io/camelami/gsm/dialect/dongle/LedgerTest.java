package io.camelami.gsm.dialect.dongle;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.gsm.Outcome;
import io.camelami.gsm.dialect.SendReport;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void a_status_that_overtakes_the_answer_is_not_lost() {
        ledger.written("a", "dongle0", "+491", 1, false);
        assertThat(ledger.status("dongle0", 1, "0x1", true)).isNull();

        assertThat(ledger.acknowledged("a", "0x1").outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    void an_early_status_of_somebody_elses_message_is_not_taken_for_ours() {
        ledger.written("a", "dongle0", "+491", 1, false);
        ledger.status("dongle0", 1, "0x9", false);

        assertThat(ledger.acknowledged("a", "0x1").outcome()).isNull();
        ledger.written("b", "dongle0", "+491", 1, false);
        assertThat(ledger.acknowledged("b", "0x9").outcome()).isNull();
    }

    @Test
    void of_two_messages_with_one_id_the_first_status_is_that_of_the_first() {
        taken("a", "0x1");
        taken("b", "0x1");

        assertThat(ledger.status("dongle0", 1, "0x1", false).key()).isEqualTo("a");
        SendReport second = ledger.status("dongle0", 1, "0x1", true);
        assertThat(second.key()).isEqualTo("b");
        assertThat(second.verdict().outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    void an_id_given_again_after_the_modem_was_gone_means_the_later_message() {
        taken("a", "0x1");
        assertThat(ledger.disconnected("dongle0", 1))
                .extracting(SendReport::key)
                .containsExactly("a");
        taken("b", "0x1");

        assertThat(ledger.status("dongle0", 1, "0x1", true).key()).isEqualTo("b");
    }

    @Test
    void one_id_on_two_devices_is_two_messages() {
        taken("a", "0x1");
        ledger.written("b", "dongle1", "+491", 1, false);
        ledger.acknowledged("b", "0x1");

        assertThat(ledger.status("dongle1", 2, "0x1", true).key()).isEqualTo("b");
    }

    @Test
    void what_was_written_when_the_modem_went_is_unknown_only_if_the_driver_took_it() {
        ledger.written("taken", "dongle0", "+491", 1, false);
        ledger.written("refused", "dongle0", "+491", 1, false);
        assertThat(ledger.disconnected("dongle0", 1)).isEmpty();

        assertThat(ledger.acknowledged("taken", null).outcome()).isEqualTo(Outcome.UNKNOWN);
        ledger.refused("refused");
        assertThat(ledger.disconnected("dongle0", 1)).isEmpty();
    }

    private void taken(String key, String id) {
        ledger.written(key, "dongle0", "+491", 1, false);
        assertThat(ledger.acknowledged(key, id).outcome()).isNull();
    }
}
