package io.camelami.simulator;

import io.camelami.simulator.manager.ActionTable;
import io.camelami.simulator.manager.EventClass;
import io.camelami.simulator.manager.ManagerAction;
import io.camelami.simulator.manager.ManagerEvent;
import io.camelami.simulator.manager.ManagerSession;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The actions about the server and what it keeps, with the bytes of Asterisk 1.8 and 22. */
final class PbxActions {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final GatewayParts parts;
    private final PbxStore store;
    private final ZonedDateTime started;

    PbxActions(GatewayParts parts, PbxStore store) {
        this.parts = parts;
        this.store = store;
        this.started = ZonedDateTime.now(parts.clock());
    }

    void addTo(ActionTable actions) {
        actions.add("CoreStatus", "system,reporting,all", this::coreStatus)
                .add("CoreSettings", "system,reporting,all", PbxActions::coreSettings)
                .add("UserEvent", "user,all", this::userEvent)
                .add("Getvar", "call,reporting,all", this::getVariable)
                .add("Setvar", "call,all", this::setVariable)
                .add("DBGet", "system,reporting,all", this::databaseGet)
                .add("DBPut", "system,all", this::databasePut);
    }

    private void coreStatus(ManagerSession session, ManagerAction action) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "CoreStartupDate: " + started.format(DATE),
                "CoreStartupTime: " + started.format(TIME),
                "CoreReloadDate: " + started.format(DATE),
                "CoreReloadTime: " + started.format(TIME),
                "CoreCurrentCalls: 0"));
        if (session.profile().modern()) {
            lines.add("CoreProcessedCalls: 0");
        }
        session.succeed(action, lines.toArray(String[]::new));
    }

    private static void coreSettings(ManagerSession session, ManagerAction action) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "AMIversion: " + session.profile().amiVersion(),
                "AsteriskVersion: " + session.profile().asteriskVersion(),
                "SystemName: ",
                "CoreMaxCalls: 0",
                "CoreMaxLoadAvg: 0.000000",
                "CoreRunUser: ",
                "CoreRunGroup: ",
                "CoreMaxFilehandles: 0",
                "CoreRealTimeEnabled: No",
                "CoreCDRenabled: Yes",
                "CoreHTTPenabled: No"));
        if (session.profile().modern()) {
            lines.add("SoundsSearchCustomDir: No");
        }
        session.succeed(action, lines.toArray(String[]::new));
    }

    /** The action's lines come back as they are, in the older family with the Action line among them. */
    private void userEvent(ManagerSession session, ManagerAction action) throws IOException {
        session.succeed(action, "Message: Event Sent");
        ManagerEvent.Builder event =
                ManagerEvent.named("UserEvent", EventClass.USER).header("UserEvent", action.header("UserEvent"));
        for (String line : action.lines()) {
            boolean dropped =
                    startsWith(line, "UserEvent:") || session.profile().modern() && startsWith(line, "Action:");
            if (!dropped) {
                event.line(line);
            }
        }
        parts.events().accept(event.build());
    }

    private static boolean startsWith(String line, String name) {
        return line.regionMatches(true, 0, name, 0, name.length());
    }

    private void getVariable(ManagerSession session, ManagerAction action) throws IOException {
        String name = action.header("Variable");
        if (isAnswerable(session, action, name)) {
            session.succeed(action, "Variable: " + name, "Value: " + store.global(name));
        }
    }

    private void setVariable(ManagerSession session, ManagerAction action) throws IOException {
        String name = action.header("Variable");
        if (isAnswerable(session, action, name)) {
            String value = action.header("Value");
            store.setGlobal(name, value);
            session.succeed(action, "Message: Variable Set");
            ManagerEvent.Builder event =
                    ManagerEvent.named("VarSet", EventClass.DIALPLAN).header("Channel", "none");
            if (session.profile().modern()) {
                event.header("Uniqueid", "none").header("Variable", name).header("Value", value);
            } else {
                event.header("Variable", name).header("Value", value).header("Uniqueid", "none");
            }
            parts.events().accept(event.build());
        }
    }

    private static boolean isAnswerable(ManagerSession session, ManagerAction action, String variable)
            throws IOException {
        if (variable.isEmpty()) {
            session.fail(action, "No variable specified");
        } else if (!action.header("Channel").isEmpty()) {
            // Only global variables are kept here.
            session.fail(action, "No such channel");
        } else {
            return true;
        }
        return false;
    }

    private void databasePut(ManagerSession session, ManagerAction action) throws IOException {
        if (namesAnEntry(session, action)) {
            store.put(action.header("Family"), action.header("Key"), action.header("Val"));
            session.succeed(action, "Message: Updated database successfully");
        }
    }

    private void databaseGet(ManagerSession session, ManagerAction action) throws IOException {
        if (!namesAnEntry(session, action)) {
            return;
        }
        Optional<String> value = store.get(action.header("Family"), action.header("Key"));
        if (value.isEmpty()) {
            session.fail(action, "Database entry not found");
            return;
        }
        boolean modern = session.profile().modern();
        // Asterisk 1.8 reads into a buffer of 256 bytes.
        String shown =
                modern || value.get().length() < 256 ? value.get() : value.get().substring(0, 255);
        String id = session.actionIdLine(action);
        String head = "Response: Success\r\n" + id + (modern ? "EventList: start\r\n" : "");
        String entry = "Event: DBGetResponse\r\nFamily: " + action.header("Family") + "\r\nKey: " + action.header("Key")
                + "\r\nVal: " + shown + "\r\n" + id + "\r\n";
        String end = "Event: DBGetComplete\r\n" + id + (modern ? "EventList: Complete\r\nListItems: 1\r\n" : "");
        session.write(head + "Message: Result will follow\r\n\r\n" + entry + end + "\r\n");
    }

    private static boolean namesAnEntry(ManagerSession session, ManagerAction action) throws IOException {
        if (action.header("Family").isEmpty()) {
            session.fail(action, "No family specified.");
        } else if (action.header("Key").isEmpty()) {
            session.fail(action, "No key specified.");
        } else {
            return true;
        }
        return false;
    }
}
