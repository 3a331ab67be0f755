package io.camelami.simulator.transcript;

import io.camelami.simulator.manager.ActionReader;
import io.camelami.simulator.manager.ManagerAction;
import io.camelami.simulator.manager.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.Consumer;

/** One connection to a client that is shown a recording. */
final class Replay {
    private final Socket socket;
    private final Script script;
    private final Consumer<ManagerAction> onUnexpected;
    private final Runnable onPlayed;
    private final ActionIds ids = new ActionIds();

    Replay(Socket socket, Script script, Consumer<ManagerAction> onUnexpected, Runnable onPlayed) {
        this.socket = socket;
        this.script = script;
        this.onUnexpected = onUnexpected;
        this.onPlayed = onPlayed;
    }

    /** Plays all of it, and answers what comes after that until the client ends. */
    void run() throws IOException {
        ActionReader client = new ActionReader(socket.getInputStream()::read, script.isModern());
        for (Script.Step step : script.steps()) {
            if (step instanceof Script.Expect expect) {
                if (!await(expect, client)) {
                    return;
                }
            } else if (step instanceof Script.Write write) {
                for (String segment : ids.exchange(write.segments())) {
                    write(segment);
                }
            } else {
                socket.shutdownOutput();
            }
        }
        onPlayed.run();
        for (ManagerAction action = client.next(); action != null; action = client.next()) {
            answer(action);
        }
    }

    /** Whether the action came, after whichever others. */
    private boolean await(Script.Expect expect, ActionReader client) throws IOException {
        for (ManagerAction action = client.next(); action != null; action = client.next()) {
            if (action.name().equalsIgnoreCase(expect.action())) {
                ids.action(expect.recordedId(), action.actionId());
                return true;
            }
            answer(action);
        }
        return false;
    }

    /** What is not in the recording gets the answer of a server that does not know it; but a Ping is kept alive. */
    private void answer(ManagerAction action) throws IOException {
        String id = action.actionId().isEmpty() ? "" : "ActionID: " + action.actionId() + "\r\n";
        if (action.name().equalsIgnoreCase("Ping")) {
            write("Response: Success\r\n" + id + "Ping: Pong\r\n\r\n");
            return;
        }
        onUnexpected.accept(action);
        write("Response: Error\r\n" + id + "Message: Invalid/unknown command: " + action.name() + "\r\n\r\n");
    }

    private void write(String wire) throws IOException {
        if (!socket.isOutputShutdown()) {
            OutputStream out = socket.getOutputStream();
            out.write(Wire.bytes(wire));
            out.flush();
        }
    }
}
