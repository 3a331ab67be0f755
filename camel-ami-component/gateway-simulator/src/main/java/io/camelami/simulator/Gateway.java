package io.camelami.simulator;

import io.camelami.simulator.Radio.Modem;
import io.camelami.simulator.cli.CommandShell;
import io.camelami.simulator.manager.ActionTable;
import java.time.LocalDateTime;

/** What is particular to one kind of gateway. */
interface Gateway {

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
