package io.camelami.gsm.pdu;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times of the network (TS 23.040 §9.2.3.11) and validity periods (§9.2.3.12.1). */
final class Timestamps {
    private static final int NEGATIVE_ZONE = 0x08;

    private Timestamps() {}

    /** Reads seven octets; null if they are no time, which networks do send. */
    static OffsetDateTime read(Octets octets, String what) throws SmsPduException {
        byte[] raw = octets.next(7, what);
        int[] t = new int[7];
        for (int i = 0; i < 7; i++) {
            int octet = i == 6 ? raw[i] & ~NEGATIVE_ZONE : raw[i];
            int tens = octet & 0xF;
            int units = octet >> 4 & 0xF;
            if (tens > 9 || units > 9) {
                return null;
            }
            t[i] = tens * 10 + units;
        }
        // The century is not on the wire; GSM began in 1991.
        int year = t[0] > 90 ? 1900 + t[0] : 2000 + t[0];
        int quarters = (raw[6] & NEGATIVE_ZONE) != 0 ? -t[6] : t[6];
        try {
            return OffsetDateTime.of(
                    year, t[1], t[2], t[3], t[4], t[5], 0, ZoneOffset.ofTotalSeconds(quarters * 15 * 60));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The octet for a relative validity period, rounded up to what it can say; 63 weeks at most. */
    static int validity(Duration validity) {
        long minutes = Math.max(5, (validity.toSeconds() + 59) / 60);
        if (minutes <= 12 * 60) {
            return (int) ((minutes + 4) / 5 - 1);
        }
        if (minutes <= 24 * 60) {
            return (int) ((minutes - 12 * 60 + 29) / 30 + 143);
        }
        long days = (minutes + 24 * 60 - 1) / (24 * 60);
        if (days <= 30) {
            return (int) (days + 166);
        }
        return (int) Math.min(255, (days + 6) / 7 + 192);
    }
}
