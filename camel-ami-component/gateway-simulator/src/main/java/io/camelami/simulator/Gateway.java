package io.camelami.simulator;

import io.camelami.simulator.Radio.Modem;
import io.camelami.simulator.cli.CommandShell;
import io.camelami.simulator.manager.ActionTable;
import java.time.LocalDateTime;

/** What is particular to one kind of gateway. */
interface Gateway {

    static Gateway of(Personality personality, GatewayParts parts) {
        return switch (personality) {
            case OPENVOX -> new OpenVox(parts);
            case YEASTAR_TG -> new YeastarTg(parts);
            case ASTERISK_1_8 -> new PlainAsterisk(parts, false);
            case ASTERISK -> new PlainAsterisk(parts, true);
            case DONGLE_BG111 -> new Dongle(parts, DongleDriver.BG111);
            case DONGLE_WDOEKES -> new Dongle(parts, DongleDriver.WDOEKES);
            case QUECTEL -> new Dongle(parts, DongleDriver.QUECTEL);
        };
    }

    /** Adds the commands of its command line. */
    void addTo(CommandShell shell);

    /** Adds its own actions, and the one that runs commands. */
    void addTo(ActionTable actions, CommandShell shell);

    /** Tells the clients of a message that arrived at a span. */
    void deliver(int span, String sender, String text, LocalDateTime time);

    /**
     * The network says something of USSD. A driver that tells of it only in its answer to a command does so at the next
     * one.
     */
    default void ussd(Modem modem, UssdAnswer answer) {
        modem.answerNext(answer);
    }

    /** A call that is about to come in. */
    default InboundCall call(int span, Party caller) {
        throw new IllegalStateException("This gateway does not tell of calls: its AMI is about messages alone");
    }
}
