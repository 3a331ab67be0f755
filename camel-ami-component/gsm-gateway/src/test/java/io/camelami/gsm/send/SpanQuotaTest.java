package io.camelami.gsm.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.QuotaStore;
import io.camelami.gsm.SpanRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One span's quotas, its days and its store, without a gateway. */
class SpanQuotaTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** Shows its keys, and fails when it is told to. */
    private static final class Store implements QuotaStore {
        final Set<String> keys = new HashSet<>();
        int asked;
        boolean broken;

        @Override
        public boolean add(String key) {
            ask();
            assertThat(key.length()).isLessThanOrEqualTo(100);
            return keys.add(key);
        }

        @Override
        public boolean contains(String key) {
            ask();
            return keys.contains(key);
        }

        @Override
        public void remove(String key) {
            ask();
            keys.remove(key);
        }

        private void ask() {
            asked++;
            if (broken) {
                throw new IllegalStateException("no connection");
            }
        }
    }

    private final Store store = new Store();
    private Instant now = at("2026-11-21T12:00");
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private static Instant at(String berlin) {
        return LocalDateTime.parse(berlin).atZone(BERLIN).toInstant();
    }

    private SpanQuota quota(int parts, int recipients) {
        return quota("gw", parts, recipients);
    }

    private SpanQuota quota(String gateway, int parts, int recipients) {
        return new SpanQuota(
                GatewayConfig.builder("gw.example")
                        .name(gateway)
                        .username("ami")
                        .secret("secret")
                        .zone(BERLIN)
                        .spanRules(SpanRules.standard().withQuotas(parts, recipients, store))
                        .build(),
                clock,
                2);
    }

    /** @return null if it went out, else why not */
    private static String send(SpanQuota quota, String to, int parts) {
        Reservation room = new Reservation(quota, to, parts);
        String why = quota.reserve(room);
        if (why == null) {
            why = quota.count(room, parts);
            quota.release(room);
        }
        return why;
    }

    private static int sent(SpanQuota quota, int tries) {
        int sent = 0;
        for (int i = 0; i < tries; i++) {
            sent += send(quota, "+49151" + i, 1) == null ? 1 : 0;
        }
        return sent;
    }

    @Test
    void a_quota_lets_through_what_it_says_and_then_says_which_option_and_until_when() {
        SpanQuota quota = quota(5, 0);

        assertThat(sent(quota, 8)).isEqualTo(5);
        assertThat(send(quota, "+49151", 1))
                .contains("span 2", "quotaPartsPerDay", "5 of the 5 parts", "2026-11-22T00:00+01:00[Europe/Berlin]");
    }

    @Test
    void a_long_text_goes_out_whole_or_not_at_all() {
        SpanQuota quota = quota(5, 0);
        assertThat(send(quota, "+49151", 3)).isNull();

        assertThat(send(quota, "+49151", 3)).contains("3 of the 5 parts", "3 are wanted");
        assertThat(send(quota, "+49151", 2)).isNull();
    }

    @Test
    void what_waits_has_its_room_and_gives_it_back_if_it_is_not_sent() {
        SpanQuota quota = quota(2, 2);
        Reservation waiting = new Reservation(quota, "+491", 2);
        assertThat(quota.reserve(waiting)).isNull();

        assertThat(send(quota, "+492", 1)).contains("2 wait to be sent");
        assertThat(store.keys).isEmpty();
        quota.release(waiting);
        assertThat(send(quota, "+492", 1)).isNull();
    }

    @Test
    void what_was_counted_and_not_written_does_not_count() {
        SpanQuota quota = quota(2, 0);
        Reservation room = new Reservation(quota, "+491", 2);
        quota.reserve(room);
        quota.count(room, 2);
        quota.takeBack(room);
        assertThat(send(quota, "+492", 1)).as("it still waits").isNotNull();
        quota.release(room);

        assertThat(sent(quota, 3)).isEqualTo(2);
    }

    @Test
    void the_same_recipients_may_be_written_to_again_and_again() {
        SpanQuota quota = quota(0, 2);

        assertThat(send(quota, "+491", 1)).isNull();
        assertThat(send(quota, "+492", 3)).isNull();
        assertThat(send(quota, "+493", 1)).contains("quotaRecipientsPerDay=2", "2026-11-22T00:00");
        assertThat(send(quota, "+491", 1)).isNull();
        assertThat(send(quota, "+492", 1)).isNull();
    }

    @Test
    void a_recipient_who_waits_already_needs_no_more_room() {
        SpanQuota quota = quota(0, 1);
        Reservation first = new Reservation(quota, "+491", 1);
        quota.reserve(first);

        assertThat(quota.reserve(new Reservation(quota, "+491", 1))).isNull();
        assertThat(quota.reserve(new Reservation(quota, "+492", 1))).isNotNull();
    }

    @Test
    void a_restart_makes_no_parts_free() {
        assertThat(sent(quota(7, 0), 5)).isEqualTo(5);

        assertThat(sent(quota(7, 0), 30)).isEqualTo(2);
        assertThat(sent(quota(7, 0), 30)).isZero();
    }

    @Test
    void a_restart_makes_no_recipients_free_and_forgets_none() {
        assertThat(send(quota(0, 2), "+491", 1)).isNull();
        assertThat(send(quota(0, 2), "+492", 1)).isNull();

        assertThat(send(quota(0, 2), "+493", 1)).isNotNull();
        assertThat(send(quota(0, 2), "+491", 1)).isNull();
        assertThat(send(quota(0, 2), "+492", 1)).isNull();
    }

    @Test
    void a_crash_with_a_long_queue_costs_nothing() {
        SpanQuota crashed = quota(10, 10);
        for (int i = 0; i < 10; i++) {
            crashed.reserve(new Reservation(crashed, "+49" + i, 1));
        }

        assertThat(sent(quota(10, 10), 20)).isEqualTo(10);
    }

    @Test
    void the_first_free_place_is_found_without_asking_for_all() {
        sent(quota(1000, 0), 700);
        store.asked = 0;

        assertThat(send(quota(1000, 0), "+49", 1)).isNull();
        assertThat(store.asked).isLessThan(15);
    }

    @Test
    void two_nodes_that_share_the_store_share_the_quotas() {
        SpanQuota one = quota(20, 6);
        SpanQuota other = quota(20, 6);
        Random random = new Random(1);
        Set<String> written = new HashSet<>();
        int parts = 0;
        for (int i = 0; i < 200; i++) {
            String to = "+49" + random.nextInt(9);
            if (send(random.nextBoolean() ? one : other, to, 1) == null) {
                parts++;
                written.add(to);
            }
        }

        assertThat(parts).isEqualTo(20);
        assertThat(written).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void a_new_day_begins_at_midnight_of_the_gateways_zone() {
        SpanQuota quota = quota(3, 0);
        now = at("2026-11-21T23:59:59");
        assertThat(sent(quota, 5)).isEqualTo(3);

        now = at("2026-11-22T00:00");

        assertThat(sent(quota, 5)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29T00:00, 23, 2026-03-30T00:00+02:00", "2026-10-25T00:00, 25, 2026-10-26T00:00+01:00"})
    void the_days_on_which_the_clocks_change_have_their_own_length(String midnight, int hours, String free) {
        SpanQuota quota = quota(1, 0);
        now = at(midnight);
        assertThat(sent(quota, 2)).isEqualTo(1);

        now = now.plus(Duration.ofHours(hours)).minusSeconds(1);
        assertThat(send(quota, "+49", 1)).contains(free);
        now = now.plusSeconds(1);
        assertThat(send(quota, "+49", 1)).isNull();
    }

    @Test
    void a_clock_that_is_set_back_over_midnight_makes_nothing_free() {
        SpanQuota quota = quota(2, 0);
        now = at("2026-11-22T00:00:01");
        assertThat(sent(quota, 3)).isEqualTo(2);

        now = at("2026-11-21T23:59:59");

        assertThat(sent(quota, 3)).isZero();
    }

    @Test
    void what_waits_over_midnight_counts_on_the_day_that_it_goes_out() {
        SpanQuota quota = quota(2, 0);
        now = at("2026-11-21T23:59:59");
        Reservation first = new Reservation(quota, "+491", 1);
        Reservation second = new Reservation(quota, "+492", 1);
        quota.reserve(first);
        quota.reserve(second);
        now = at("2026-11-22T00:00");

        assertThat(quota.count(first, 1)).isNull();
        assertThat(quota.count(second, 1)).isNull();
        quota.release(first);
        quota.release(second);
        assertThat(send(quota, "+493", 1)).contains("2026-11-22");
    }

    @Test
    void the_store_holds_hashes_and_no_numbers() {
        SpanQuota quota = quota(0, 5);
        send(quota, "+4915112345678", 1);
        now = at("2026-11-22T12:00");
        Set<String> yesterday = Set.copyOf(store.keys);
        send(quota, "+4915112345678", 1);

        assertThat(store.keys).noneMatch(key -> key.contains("15112345678"));
        Set<String> hashes = new HashSet<>();
        store.keys.forEach(key -> hashes.add(key.substring(key.lastIndexOf('/'))));
        yesterday.forEach(key -> hashes.add(key.substring(key.lastIndexOf('/'))));
        assertThat(hashes.stream().filter(hash -> hash.startsWith("/r")))
                .as("another one each day")
                .hasSize(2);
    }

    @Test
    void the_keys_of_past_days_are_removed_little_by_little() {
        SpanQuota quota = quota(50, 50);
        for (int day = 0; day < 30; day++) {
            sent(quota, 50);
            now = now.plus(Duration.ofDays(1));
        }

        assertThat(store.keys).hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void a_long_name_of_a_gateway_fits_a_key_that_a_database_takes() {
        assertThat(send(quota("a".repeat(250) + ":5038", 1, 1), "+4915112345678", 1))
                .isNull();
        assertThat(send(quota("a".repeat(250) + ":5039", 1, 1), "+4915112345678", 1))
                .isNull();
    }

    @Test
    void a_store_that_fails_lets_nothing_through_and_loses_no_room() {
        SpanQuota quota = quota(3, 3);
        send(quota, "+491", 1);
        Reservation waiting = new Reservation(quota, "+492", 1);
        quota.reserve(waiting);
        store.broken = true;

        assertThatThrownBy(() -> quota.count(waiting, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> send(quota, "+493", 1)).isInstanceOf(IllegalStateException.class);
        store.broken = false;
        quota.release(waiting);
        assertThat(sent(quota, 9)).isLessThanOrEqualTo(2).isPositive();
    }
}
