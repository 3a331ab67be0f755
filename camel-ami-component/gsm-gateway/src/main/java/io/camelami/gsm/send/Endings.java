package io.camelami.gsm.send;

import io.camelami.ami.AmiEncodingException;
import io.camelami.ami.AmiNoAnswerException;
import io.camelami.ami.AmiNotWrittenException;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.dialect.Verdict;
import java.time.Duration;

/** How sends end that no word of the gateway decided. */
final class Endings {

    private Endings() {}

    /** Nothing reached the wire: safe to repeat. */
    static Verdict notSent(String why) {
        return Verdict.failed(FailureClass.RETRY_LATER, null, "nothing was sent: " + why);
    }

    static Verdict notItsTurn(Duration timeout) {
        return notSent("its turn on the span did not come within " + option(timeout)
                + "; messages before it and the pause between parts (option pacing) took that time");
    }

    /** Written, and nobody knows. */
    static Verdict unknown(String why) {
        return Verdict.of(Outcome.UNKNOWN, null, "it may have been sent or not: " + why);
    }

    static Verdict unanswered(Duration timeout) {
        return unknown("no answer came within " + option(timeout));
    }

    /** Not known before, and not after a time in which a report could have told. */
    static Verdict noLateReport(Verdict unknown, Duration timeout) {
        return new Verdict(
                unknown.outcome(),
                unknown.failure(),
                unknown.reply(),
                unknown.detail() + "; no report told within another " + option(timeout));
    }

    /** Taken by the gateway, and the report stays out. */
    static Verdict unreported(Duration timeout) {
        return Verdict.of(
                Outcome.EXPIRED,
                null,
                "the gateway took it and did not report the result within " + option(timeout)
                        + "; it may still be sent");
    }

    /** Taken by the gateway, and nobody waits for the report any more. */
    static Verdict notReportedYet() {
        return Verdict.of(Outcome.ACCEPTED, null, "the gateway took it and has not reported the result yet");
    }

    static Verdict reportLost(String reason) {
        return Verdict.of(
                Outcome.ACCEPTED,
                null,
                "the gateway took it, and the link was lost before it reported the result: " + reason);
    }

    /**
     * What the link says of an action that has no answer.
     *
     * @param timeout that of the whole send
     */
    static Verdict of(Throwable cause, Duration timeout) {
        if (cause instanceof AmiNotWrittenException) {
            return notSent(cause.getMessage());
        }
        if (cause instanceof AmiEncodingException) {
            return Verdict.failed(FailureClass.RECIPIENT, null, "nothing was sent: " + cause.getMessage());
        }
        if (cause instanceof AmiNoAnswerException noAnswer) {
            return noAnswer.reason() == AmiNoAnswerException.Reason.TIMEOUT
                    ? unanswered(timeout)
                    : unknown(cause.getMessage());
        }
        return unknown("the answer was lost: " + cause);
    }

    private static String option(Duration timeout) {
        return timeout.toMillis() + " ms (option sendTimeout)";
    }
}
