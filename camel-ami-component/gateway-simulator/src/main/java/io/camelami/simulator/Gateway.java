package io.camelami.simulator;

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
}
