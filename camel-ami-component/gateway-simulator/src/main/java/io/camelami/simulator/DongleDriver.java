package io.camelami.simulator;

import io.camelami.simulator.manager.EventClass;
import io.camelami.simulator.manager.ManagerEvent;

/** The drivers for USB modems that are told apart: two of chan_dongle, and chan_quectel, which is the second renamed. */
enum DongleDriver {
    /** bg111/asterisk-chan-dongle, the first one: PDUs may be given, each message has an ID, parts stay parts. */
    BG111("Dongle"),
    /** wdoekes/asterisk-chan-dongle, the maintained one: texts only, reports with a payload, parts are joined. */
    WDOEKES("Dongle"),
    /** IchthysMaranatha/asterisk-chan-quectel. */
    QUECTEL("Quectel");

    private final String prefix;

    DongleDriver(String prefix) {
        this.prefix = prefix;
    }

    boolean isOriginal() {
        return this == BG111;
    }

    /** The word that names of actions and events begin with. */
    String prefix() {
        return prefix;
    }

    /** The word that CLI commands and device names begin with. */
    String word() {
        return prefix.toLowerCase(java.util.Locale.ROOT);
    }

    ManagerEvent.Builder event(String name) {
        return ManagerEvent.named(prefix + name, EventClass.CALL);
    }
}
