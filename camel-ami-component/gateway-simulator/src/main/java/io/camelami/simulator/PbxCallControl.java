package io.camelami.simulator;

import io.camelami.simulator.manager.ActionTable;
import io.camelami.simulator.manager.ManagerAction;
import io.camelami.simulator.manager.ManagerSession;
import java.io.IOException;

/**
 * The actions that change a call, as far as their answers go: they look whether the channels exist, and nothing follows
 * from them. The texts are those of the recordings {@code redirect_timeout_hangup}, {@code bridge} and {@code park}.
 */
final class PbxCallControl {
    private final PbxCalls calls;
    private final boolean modern;

    PbxCallControl(PbxCalls calls, boolean modern) {
        this.calls = calls;
        this.modern = modern;
    }

    void addTo(ActionTable actions) {
        actions.add("Redirect", "call,all", this::redirect)
                .add("Park", "call,all", this::park)
                .add("Bridge", "call,all", this::bridge)
                .add(
                        "Atxfer",
                        "call,all",
                        (session, action) -> onChannel(session, action, "Atxfer successfully queued"))
                .add(
                        "PlayDTMF",
                        "call,all",
                        (session, action) -> onChannel(session, action, "DTMF successfully queued"))
                .add("MuteAudio", "system,all", this::mute);
    }

    private void redirect(ManagerSession session, ManagerAction action) throws IOException {
        boolean dual = !action.header("ExtraChannel").isEmpty();
        if (exists(session, action, "Channel", "") && (!dual || exists(session, action, "ExtraChannel", "Extra"))) {
            session.succeed(action, "Message: " + (dual ? "Dual Redirect successful" : "Redirect successful"));
        }
    }

    private void park(ManagerSession session, ManagerAction action) throws IOException {
        if (!modern && action.header("Channel2").isEmpty()) {
            session.fail(action, "Channel2 not specified");
        } else if (exists(session, action, "Channel", "")) {
            session.succeed(action, "Message: Park successful");
        }
    }

    private void bridge(ManagerSession session, ManagerAction action) throws IOException {
        for (String header : new String[] {"Channel1", "Channel2"}) {
            String name = action.header(header);
            if (name.isEmpty()) {
                session.fail(action, "Missing channel parameter in request");
                return;
            }
            if (!calls.has(name)) {
                session.fail(action, header + (modern ? " does not exist: " : " does not exists: ") + name);
                return;
            }
        }
        session.succeed(
                action, "Message: " + (modern ? "Channels have been bridged" : "Launched bridge thread with success"));
    }

    private void mute(ManagerSession session, ManagerAction action) throws IOException {
        if (exists(session, action, "Channel", "")) {
            session.succeed(action);
        }
    }

    private void onChannel(ManagerSession session, ManagerAction action, String done) throws IOException {
        if (exists(session, action, "Channel", "")) {
            session.succeed(action, "Message: " + done);
        }
    }

    private boolean exists(ManagerSession session, ManagerAction action, String header, String which)
            throws IOException {
        String name = action.header(header);
        if (name.isEmpty()) {
            session.fail(action, header + " not specified");
        } else if (!calls.has(name)) {
            session.fail(action, which + "Channel does not exist: " + name);
        } else {
            return true;
        }
        return false;
    }
}
