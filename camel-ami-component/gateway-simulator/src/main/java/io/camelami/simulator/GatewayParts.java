package io.camelami.simulator;

import io.camelami.simulator.manager.ManagerEvent;
import java.time.Clock;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What every kind of gateway is made with.
 *
 * @param events tells an event to all clients
 * @param onCommand hears each command line, as wire text
 * @param serial makes the numbers of channels and messages
 */
record GatewayParts(
        Radio radio,
        Consumer<ManagerEvent> events,
        Consumer<String> onCommand,
        Set<Quirk> quirks,
        Clock clock,
        Serial serial) {

    boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
