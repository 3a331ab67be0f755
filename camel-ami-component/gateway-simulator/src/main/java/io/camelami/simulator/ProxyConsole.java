package io.camelami.simulator;

import io.camelami.simulator.fault.ByteMark;
import io.camelami.simulator.fault.Direction;
import io.camelami.simulator.fault.Fault;
import io.camelami.simulator.fault.FaultWords;
import io.camelami.simulator.fault.FaultyProxy;
import java.util.List;

/** Drives a proxy by lines of words. */
final class ProxyConsole implements Console {
    private static final String USE =
            "Use: fault <fault> [to-client|to-server <bytes> | to-client|to-server random <seed> <bound>] | drop | quit";

    private final FaultyProxy proxy;
    private final JsonLines json;

    ProxyConsole(FaultyProxy proxy, JsonLines json) {
        this.proxy = proxy;
        this.json = json;
    }

    @Override
    public void obey(String line) {
        List<String> words = List.of(line.split("\\s+"));
        if (line.equals("drop")) {
            now(Fault.RESET);
        } else if (words.get(0).equals("fault")) {
            FaultWords rest = new FaultWords(words.subList(1, words.size()));
            Fault fault = rest.fault();
            if (rest.isEmpty()) {
                now(fault);
            } else {
                ByteMark mark = rest.mark();
                proxy.fault(mark, fault);
                json.print("fault-planned", "point", mark, "fault", fault);
            }
        } else {
            throw new IllegalArgumentException(USE);
        }
    }

    private void now(Fault fault) {
        proxy.fault(Direction.TO_CLIENT, fault);
        json.print("fault", "point", "now", "fault", fault);
    }
}
