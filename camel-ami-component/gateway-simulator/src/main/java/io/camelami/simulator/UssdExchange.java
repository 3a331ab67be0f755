package io.camelami.simulator;

import io.camelami.simulator.Radio.Modem;
import io.camelami.simulator.cli.CommandOutput;
import io.camelami.simulator.manager.LinkCutException;
import io.camelami.simulator.manager.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A USSD code sent and answered within one command; the error lines are the same on all firmware (gateways.md §2.3). */
final class UssdExchange {

    private static final Duration USUAL_LIMIT = Duration.ofSeconds(10);

    /** Lays out the network's answer, which has a text. */
    @FunctionalInterface
    interface Layout {
        String of(int span, UssdAnswer answer);
    }

    private UssdExchange() {}

    /** @param words the command, with the code at 4 and an optional timeout in seconds at 5 */
    static void run(Modem modem, List<String> words, CommandOutput output, Layout layout)
            throws IOException, InterruptedException {
        Duration limit = words.size() > 5 ? Duration.ofSeconds(SpanArgument.number(words.get(5))) : USUAL_LIMIT;
        SendBehaviour behaviour = modem.nextBehaviour();
        if (behaviour == SendBehaviour.BUSY || !modem.reserve()) {
            output.print("0:Sending USSD now on span " + modem.span() + "\n");
            return;
        }
        boolean inTime;
        try {
            if (behaviour != SendBehaviour.LOSE_LINK) {
                output.started();
            }
            inTime = modem.useWithin(limit);
        } finally {
            modem.release();
        }
        switch (behaviour) {
            case LOSE_LINK -> throw LinkCutException.reset();
            case SILENT -> output.awaitClientGone();
            case FAILED -> failed(modem, output);
            case TIMEOUT -> timeout(modem, output);
            default -> {
                UssdAnswer answer = modem.dial(Wire.text(words.get(4)));
                if (!inTime) {
                    timeout(modem, output);
                } else if (answer.text() == null) {
                    // The driver looks for the quotes of a text, and takes a line without for a failure.
                    failed(modem, output);
                } else {
                    output.print(Wire.of(layout.of(modem.span(), answer)));
                }
            }
        }
    }

    private static void failed(Modem modem, CommandOutput output) throws IOException {
        output.print("0:Send USSD failed on span " + modem.span() + "\n");
    }

    /** 110 is ETIMEDOUT on Linux. */
    private static void timeout(Modem modem, CommandOutput output) throws IOException {
        output.print("0:Send USSD timeout on span " + modem.span() + "(110)\n");
    }
}
