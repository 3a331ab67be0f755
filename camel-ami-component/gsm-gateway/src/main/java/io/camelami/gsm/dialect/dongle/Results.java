package io.camelami.gsm.dialect.dongle;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.dialect.Verdict;
import io.camelami.gsm.pdu.SmsStatusReport;
import java.util.List;

/** What the drivers' events about a message mean. */
final class Results {
    private static final int VALIDITY_EXPIRED = 0x46;
    private static final int PERMANENT = 0x40;
    private static final int GIVEN_UP = 0x60;

    private Results() {}

    /** What the modem said to all of it. */
    static Verdict submitted(boolean taken, int parts) {
        if (taken) {
            return Verdict.of(Outcome.SENT, "submitted", "the network took it");
        }
        return Verdict.failed(
                FailureClass.RETRY_LATER,
                "not submitted",
                parts > 1
                        ? "modem or network refused a part of it; others of its " + parts + " parts may have been sent"
                        : "modem or network refused it");
    }

    /** @param statuses TP-Status of each part, final ones only (TS 23.040 §9.2.3.15) */
    static Verdict delivery(List<Integer> statuses) {
        int worst = statuses.stream().mapToInt(Integer::intValue).max().orElse(0);
        String reply = "delivery report, status " + statuses;
        if (worst < 0x20) {
            return Verdict.of(Outcome.DELIVERED, reply, "the recipient's phone has it");
        }
        boolean recipient = worst >= PERMANENT && worst < GIVEN_UP && worst != VALIDITY_EXPIRED;
        return Verdict.failed(
                recipient ? FailureClass.RECIPIENT : FailureClass.RETRY_LATER,
                reply,
                worst == VALIDITY_EXPIRED
                        ? "it was sent, and could not be delivered in the time it was valid"
                        : "it was sent, and the network gave up delivering it");
    }

    /** A single report of the network, temporary ones too. */
    static Verdict reported(SmsStatusReport report) {
        return report.pending()
                ? Verdict.of(
                        Outcome.SENT,
                        "delivery report, status [" + report.status() + "]",
                        "the network has it and still tries to deliver it")
                : delivery(List.of(report.status()));
    }

    static Verdict overdue() {
        return Verdict.of(
                Outcome.EXPIRED,
                "delivery report overdue",
                "the driver waited for a delivery report as long as the message was valid (option validity); it may have"
                        + " arrived or not");
    }

    static Verdict disconnected() {
        return Verdict.of(
                Outcome.UNKNOWN,
                "modem disconnected",
                "the modem was unplugged, restarted or hung after the driver took the message; it may have been sent or"
                        + " not");
    }
}
