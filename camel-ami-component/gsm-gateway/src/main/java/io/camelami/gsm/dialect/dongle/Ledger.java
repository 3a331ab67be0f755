package io.camelami.gsm.dialect.dongle;

import io.camelami.gsm.dialect.SendReport;
import io.camelami.gsm.dialect.Verdict;
import io.camelami.gsm.pdu.SmsStatusReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages that were given to the driver and not heard of yet. Thread-safe: what is written and answered comes from one
 * thread, events from another, so an event may overtake the answer before it.
 */
final class Ledger {
    private static final int MOST = 4096;
    /** Digits that tell a number, whether written with country code or without. */
    private static final int SIGNIFICANT_DIGITS = 7;

    private static final class Entry {
        final String key;
        final String device;
        final String number;
        final int parts;
        final boolean reportAsked;
        final List<Integer> statuses = new ArrayList<>();
        boolean acknowledged;
        boolean disconnected;

        Entry(String key, String device, String number, int parts, boolean reportAsked) {
            this.key = key;
            this.device = device;
            this.number = number;
            this.parts = parts;
            this.reportAsked = reportAsked;
        }
    }

    /** The IDs of bg111's driver: heap addresses, so a device may give one of another device's again. */
    private record Id(String device, String id) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<Id, Deque<Entry>> byId = new HashMap<>();
    private final Map<Id, Boolean> early = new HashMap<>();

    synchronized void written(String key, String device, String number, int parts, boolean reportAsked) {
        if (entries.size() >= MOST) {
            remove(entries.values().iterator().next());
        }
        entries.put(key, new Entry(key, device, number, parts, reportAsked));
    }

    /**
     * The driver took a message.
     *
     * @param id the one it gave, or null if it gives none
     * @return what is known of it already
     */
    synchronized Verdict acknowledged(String key, String id) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return Verdict.awaitReport();
        }
        entry.acknowledged = true;
        Boolean status = null;
        if (id != null) {
            byId.computeIfAbsent(new Id(entry.device, id), i -> new ArrayDeque<>())
                    .add(entry);
            status = early.remove(new Id(entry.device, id));
        }
        forgetEarly(entry.device);
        if (status != null) {
            remove(entry);
            return Results.submitted(status, entry.parts);
        }
        if (entry.disconnected) {
            remove(entry);
            return Results.disconnected();
        }
        return Verdict.awaitReport();
    }

    synchronized void refused(String key) {
        Entry entry = entries.get(key);
        if (entry != null) {
            remove(entry);
            forgetEarly(entry.device);
        }
    }

    /**
     * A status with an ID. The driver gives an ID again when a message is done with, and the answer that gives it may come
     * before the event that told so: of two messages with one ID the first is meant. One of which nothing was ever told was
     * in a modem that went away, and left with it.
     *
     * @return null if it may be that of a message whose answer is not read yet
     */
    synchronized SendReport status(String device, int span, String id, boolean sent) {
        Id known = new Id(device, id);
        Deque<Entry> given = byId.get(known);
        Entry entry = given == null ? null : given.peek();
        if (entry == null && isUnanswered(device)) {
            early.put(known, sent);
            return null;
        }
        if (entry != null) {
            remove(entry);
        }
        return new SendReport(entry == null ? id : entry.key, span, Results.submitted(sent, 1));
    }

    /** A report with the payload of a message. */
    synchronized SendReport report(String payload, int span, boolean success, int type, List<Integer> statuses) {
        Entry entry = entries.get(payload);
        if (entry != null) {
            remove(entry);
        }
        Verdict verdict =
                switch (type) {
                    case 0 -> Results.submitted(success, entry == null ? 1 : entry.parts);
                    case 1 -> Results.delivery(statuses);
                    default -> Results.overdue();
                };
        return new SendReport(payload.isEmpty() ? null : payload, span, verdict);
    }

    /**
     * A status report in a PDU. The driver tells of it by itself, unless the network writes the recipient's number in
     * another way than it was sent to: then it finds no match, and the report is lost but for this.
     *
     * @return null if it is of a message of ours that the driver tells of, or of which more is to come; without a key if
     *     it is of no message of ours, or of one of several and nothing says which
     */
    synchronized SendReport delivery(String device, int span, SmsStatusReport report) {
        List<Entry> matches = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.reportAsked && entry.device.equals(device) && sameNumber(entry.number, report.recipient())) {
                if (entry.number.equals(report.recipient())) {
                    return null;
                }
                matches.add(entry);
            }
        }
        if (matches.size() != 1) {
            return new SendReport(null, span, Results.reported(report));
        }
        Entry match = matches.get(0);
        if (report.pending()) {
            return null;
        }
        match.statuses.add(report.status());
        if (match.statuses.size() < match.parts) {
            return null;
        }
        remove(match);
        return new SendReport(match.key, span, Results.delivery(match.statuses));
    }

    /** Whether a payload is that of a message of ours which is still waited for. */
    synchronized boolean knows(String payload) {
        return entries.containsKey(payload);
    }

    private static boolean sameNumber(String a, String b) {
        return a.length() >= SIGNIFICANT_DIGITS
                && b.length() >= SIGNIFICANT_DIGITS
                && a.substring(a.length() - SIGNIFICANT_DIGITS).equals(b.substring(b.length() - SIGNIFICANT_DIGITS));
    }

    /**
     * A modem is gone. The driver drops what was in its queue and says nothing of it, ever; only a report that was asked
     * for may still come.
     */
    synchronized List<SendReport> disconnected(String device, int span) {
        List<SendReport> lost = new ArrayList<>();
        for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            if (!entry.device.equals(device) || entry.reportAsked) {
                continue;
            }
            if (entry.acknowledged) {
                lost.add(new SendReport(entry.key, span, Results.disconnected()));
                all.remove();
                forgetId(entry);
            } else {
                // Its answer, still unread, says whether the driver took it before or refused it after.
                entry.disconnected = true;
            }
        }
        return lost;
    }

    /** The connection is gone: results are told once, to whoever is logged in. Delivery reports may come much later. */
    synchronized void linkLost() {
        entries.values().removeIf(entry -> !entry.reportAsked);
        byId.clear();
        early.clear();
    }

    private boolean isUnanswered(String device) {
        return entries.values().stream().anyMatch(entry -> !entry.acknowledged && entry.device.equals(device));
    }

    private void forgetEarly(String device) {
        if (!isUnanswered(device)) {
            early.keySet().removeIf(id -> id.device().equals(device));
        }
    }

    private void remove(Entry entry) {
        entries.remove(entry.key);
        forgetId(entry);
    }

    private void forgetId(Entry entry) {
        byId.values().removeIf(given -> given.remove(entry) && given.isEmpty());
    }
}
