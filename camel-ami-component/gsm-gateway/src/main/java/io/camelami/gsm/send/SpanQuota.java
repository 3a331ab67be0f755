package io.camelami.gsm.send;

import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.SpanRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much a span may still send today. A message has its room reserved, here in memory, while it waits for its turn; it
 * counts, in the store, when it is about to be written. So a crash with a long queue costs nothing, and what waits over
 * midnight counts on the day that it goes out. One thread at a time.
 */
final class SpanQuota {
    /** A name that fits a key of 100 characters, such as a database has for one. */
    private static final int LONGEST_NAME = 48;

    private static final int HASH_BYTES = 16;
    /** More than a part can add, so that what is left of past days gets less. */
    private static final int REMOVED_AT_ONCE = 4;

    private final GatewayConfig config;
    private final SpanRules rules;
    private final Clock clock;
    private final int span;
    private final Map<String, Integer> waitingRecipients = new HashMap<>();
    private final Deque<String> past = new ArrayDeque<>();
    private final Set<String> recipientsToday = new HashSet<>();
    private int waitingParts;
    private LocalDate day;
    private Slots parts;
    private Slots recipients;

    SpanQuota(GatewayConfig config, Clock clock, int span) {
        this.config = config;
        this.rules = config.spanRules();
        this.clock = clock;
        this.span = span;
    }

    int span() {
        return span;
    }

    /** @return why there is no room for the message today; null if there is, which is then kept for it */
    String reserve(Reservation room) {
        turnPage();
        if (rules.quotaPartsPerDay() > 0 && parts.free() - waitingParts < room.parts) {
            return partsUsedUp(room.parts);
        }
        if (rules.quotaRecipientsPerDay() > 0
                && !waitingRecipients.containsKey(room.recipient)
                && !counted(room.recipient)
                && recipients.free() - newRecipientsWaiting() < 1) {
            return recipientsUsedUp();
        }
        waitingParts += room.parts;
        waitingRecipients.merge(room.recipient, 1, Integer::sum);
        return null;
    }

    private int newRecipientsWaiting() {
        return (int) waitingRecipients.keySet().stream()
                .filter(recipient -> !recipientsToday.contains(recipient))
                .count();
    }

    /** The message is done with. */
    void release(Reservation room) {
        waitingParts -= room.parts;
        room.parts = 0;
        waitingRecipients.computeIfPresent(room.recipient, (to, count) -> count == 1 ? null : count - 1);
    }

    /** @return why so many parts must not be written; null if they may, and are counted now */
    String count(Reservation room, int count) {
        turnPage();
        removeSomeOfThePast();
        List<Integer> places = List.of();
        if (rules.quotaPartsPerDay() > 0) {
            places = parts.take(count);
            if (places == null) {
                return partsUsedUp(count);
            }
        }
        if (rules.quotaRecipientsPerDay() > 0 && !counted(room.recipient) && !countRecipient(room.recipient)) {
            parts.giveBack(places);
            return recipientsUsedUp();
        }
        room.places = places;
        room.countedIn = parts;
        room.counted = count;
        room.parts -= count;
        waitingParts -= count;
        return null;
    }

    /** What was counted last was not written after all; it may be written later. */
    void takeBack(Reservation room) {
        room.countedIn.giveBack(room.places);
        room.places = List.of();
        room.parts += room.counted;
        waitingParts += room.counted;
        room.counted = 0;
    }

    private boolean counted(String recipient) {
        return recipientsToday.contains(recipient)
                || rules.quotaStore().contains(recipientKey(recipient)) && recipientsToday.add(recipient);
    }

    /** The place first: so the store never holds more recipients than there are places. */
    private boolean countRecipient(String recipient) {
        List<Integer> place = recipients.take(1);
        if (place == null) {
            return false;
        }
        if (!rules.quotaStore().add(recipientKey(recipient))) {
            // Another node has counted the same recipient meanwhile.
            recipients.giveBack(place);
        }
        recipientsToday.add(recipient);
        return true;
    }

    /** Days only pass: a clock that is set back over midnight makes nothing free again. */
    private void turnPage() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), config.zone());
        if (day != null && !today.isAfter(day)) {
            return;
        }
        Slots partsOfToday = new Slots(rules.quotaStore(), prefix(today) + "p", rules.quotaPartsPerDay());
        Slots recipientsOfToday = new Slots(rules.quotaStore(), prefix(today) + "n", rules.quotaRecipientsPerDay());
        if (day != null) {
            past.addAll(parts.keys());
            past.addAll(recipients.keys());
            recipientsToday.forEach(recipient -> past.add(recipientKey(recipient)));
        }
        parts = partsOfToday;
        recipients = recipientsOfToday;
        recipientsToday.clear();
        day = today;
    }

    private void removeSomeOfThePast() {
        for (int i = 0; i < REMOVED_AT_ONCE && !past.isEmpty(); i++) {
            rules.quotaStore().remove(past.remove());
        }
    }

    private String prefix(LocalDate today) {
        String gateway = config.name().length() <= LONGEST_NAME ? config.name() : hash(config.name());
        return gateway + "/" + span + "/" + today + "/";
    }

    /** Another one each day and span, so that nobody can follow a recipient through the keys. */
    private String recipientKey(String recipient) {
        return prefix(day) + "r" + hash(prefix(day) + recipient);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private String partsUsedUp(int wanted) {
        int free = Math.max(0, parts.free());
        return "span " + span + " has sent " + (rules.quotaPartsPerDay() - free) + " of the "
                + rules.quotaPartsPerDay() + " parts that it may on " + day + " (option quotaPartsPerDay)"
                + (waitingParts > 0 && free > 0 ? ", " + waitingParts + " wait to be sent" : "")
                + (wanted > 1 ? ", and " + wanted + " are wanted" : "") + freeAgain();
    }

    private String recipientsUsedUp() {
        return "span " + span + " has sent, or is about to, to as many recipients as it may on " + day
                + " (option quotaRecipientsPerDay=" + rules.quotaRecipientsPerDay() + ")" + freeAgain();
    }

    private String freeAgain() {
        return "; it is free again at " + day.plusDays(1).atStartOfDay(config.zone());
    }
}
