package io.camelami.simulator;

import io.camelami.simulator.Radio.Modem;
import io.camelami.simulator.cli.CommandOutput;
import io.camelami.simulator.manager.LinkCutException;
import io.camelami.simulator.manager.Wire;
import java.io.IOException;

/** A USSD code sent and answered within one command; the error lines are the same on all firmware (gateways.md §2.3). */
final class UssdExchange {

    /** Lays out the network's answer. */
    @FunctionalInterface
    interface Layout {
        String of(int span, String text);
    }

    private final Radio radio;

    UssdExchange(Radio radio) {
        this.radio = radio;
    }

    void run(Modem modem, CommandOutput output, Layout layout) throws IOException, InterruptedException {
        SendBehaviour behaviour = modem.nextBehaviour();
        if (behaviour == SendBehaviour.BUSY || !modem.reserve()) {
            output.print("0:Sending USSD now on span " + modem.span() + "\n");
            return;
        }
        try {
            if (behaviour != SendBehaviour.LOSE_LINK) {
                output.started();
            }
            modem.use();
        } finally {
            modem.release();
        }
        switch (behaviour) {
            case LOSE_LINK -> throw LinkCutException.reset();
            case SILENT -> output.awaitClientGone();
            case FAILED -> output.print("0:Send USSD failed on span " + modem.span() + "\n");
            // 110 is ETIMEDOUT on Linux.
            case TIMEOUT -> output.print("0:Send USSD timeout on span " + modem.span() + "(110)\n");
            default -> output.print(Wire.of(layout.of(modem.span(), radio.ussdReply())));
        }
    }
}
