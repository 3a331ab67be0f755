package io.camelami.gsm.send;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.dialect.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the steps of one send came to, and what that makes of the whole. */
final class Tally {
    private final Verdict[] verdicts;

    Tally(int steps) {
        verdicts = new Verdict[steps];
    }

    void set(int step, Verdict verdict) {
        verdicts[step] = verdict;
    }

    boolean has(int step) {
        return verdicts[step] != null;
    }

    /** @return null if there is none yet */
    Verdict verdict(int step) {
        return verdicts[step];
    }

    boolean complete() {
        for (Verdict verdict : verdicts) {
            if (verdict == null) {
                return false;
            }
        }
        return true;
    }

    /** Whether a part may have gone out. */
    boolean anySent() {
        return Arrays.stream(verdicts).anyMatch(v -> v != null && v.outcome() != Outcome.FAILED);
    }

    /**
     * One verdict for the whole: UNKNOWN if that of any part is, else FAILED if any part failed, else the least that is
     * known of a part.
     *
     * @param rest what is to be said of the parts that have no verdict; not null while there are such
     */
    Verdict combine(Verdict rest) {
        if (verdicts.length == 1) {
            return verdicts[0] != null ? verdicts[0] : rest;
        }
        List<Integer> gone = new ArrayList<>();
        Verdict worst = null;
        int worstPart = 0;
        for (int i = 0; i < verdicts.length; i++) {
            Verdict verdict = verdicts[i] != null ? verdicts[i] : rest;
            if (good(verdict)) {
                gone.add(i + 1);
            }
            if (worst == null || rank(verdict) > rank(worst)) {
                worst = verdict;
                worstPart = i + 1;
            }
        }
        if (good(worst)) {
            return Verdict.of(worst.outcome(), worst.reply(), "all " + verdicts.length + " parts: " + worst.detail());
        }
        String detail = "part " + worstPart + " of " + verdicts.length + ": " + worst.detail() + "; "
                + (gone.isEmpty() ? "no part is known to be sent" : "sent were parts " + gone);
        // With parts already out, a repeat is another message to the network: never one to be made at once.
        FailureClass failure =
                worst.failure() == FailureClass.RETRY_NOW && anySent() ? FailureClass.RETRY_LATER : worst.failure();
        return new Verdict(worst.outcome(), failure, worst.reply(), detail);
    }

    private static boolean good(Verdict verdict) {
        return switch (verdict.outcome()) {
            case ACCEPTED, SENT, DELIVERED -> true;
            case FAILED, EXPIRED, UNKNOWN -> false;
        };
    }

    private static int rank(Verdict verdict) {
        return switch (verdict.outcome()) {
            case DELIVERED -> 0;
            case SENT -> 1;
            case ACCEPTED -> 2;
            case EXPIRED -> 3;
            case FAILED -> 4;
            case UNKNOWN -> 5;
        };
    }
}
