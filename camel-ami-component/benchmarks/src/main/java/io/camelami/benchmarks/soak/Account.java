package io.camelami.benchmarks.soak;

import io.camelami.gsm.event.Gap;

/**
 * Holds what arrives against the promise: each number once and in order, and where numbers are missing, a gap that was
 * told before the next one came.
 */
final class Account {

    private final String what;
    private long last;
    private long lastEpoch;
    private long seen;
    private long covered;
    private long broken;
    private String firstBroken;
    private boolean gapTold;
    private long droppedHere;

    Account(String what) {
        this.what = what;
    }

    /** A gap was told: what is missing before the next number may be so. */
    synchronized void gap(Gap gap) {
        if (gap.epochBefore() == gap.epoch()) {
            droppedHere += gap.dropped();
        } else {
            gapTold = true;
        }
    }

    synchronized void arrived(long number, long epoch) {
        seen++;
        long missing = number - last - 1;
        if (missing < 0) {
            broken("number " + number + " of epoch " + epoch + " came after " + last);
            return;
        }
        if (epoch < lastEpoch) {
            broken("number " + number + " came in epoch " + epoch + " after " + lastEpoch);
        }
        if (missing > 0) {
            // Before the first login nothing was promised.
            if (gapTold || missing <= droppedHere || last == 0) {
                covered += missing;
            } else {
                broken(missing + " missing before " + number + " of epoch " + epoch + ", after " + last + " of epoch "
                        + lastEpoch);
            }
        }
        last = number;
        lastEpoch = epoch;
        gapTold = false;
        droppedHere = 0;
    }

    private void broken(String how) {
        if (broken++ == 0) {
            firstBroken = how;
        }
    }

    /** Whether nothing up to this number is unaccounted for; what is missing at the end needs its gap, too. */
    synchronized boolean complete(long told) {
        return last == told || gapTold;
    }

    synchronized long seen() {
        return seen;
    }

    synchronized long broken() {
        return broken;
    }

    /** @param told the last number that there was */
    synchronized String summary(long told) {
        return what + ": " + told + " told, " + seen + " seen once, " + (covered + told - last) + " covered by a gap, "
                + broken + " broken promises" + (firstBroken == null ? "" : " (the first: " + firstBroken + ")");
    }
}
