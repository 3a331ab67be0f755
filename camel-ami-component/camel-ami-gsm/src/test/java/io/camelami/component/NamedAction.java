package io.camelami.component;

import io.camelami.simulator.asterisk.RealAsterisk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the AMI actions that the manuals of gateways and of Asterisk name, with what a server needs to do something
 * sensible with it.
 *
 * @param operation the component's own operation for it, ACTION if it has none, or REFUSED
 * @param before actions that have to come first, so that there is what this one asks for
 * @param application what the channel in the header Channel does, with its data; null if there is none
 */
record NamedAction(
        String name, String operation, Map<String, Object> headers, List<NamedAction> before, String application) {

    static final String REFUSED = "refused";

    /** In the place of a channel of the server, and of another one. */
    static final String ONE = "{one}";

    static final String TWO = "{two}";

    private static final String MEMBER = "Local/601@default";
    private static final String SCRATCH = "scratch-" + System.nanoTime() + ".conf";

    private static final NamedAction DB_PUT =
            action("DBPut").with("Family", "any").with("Key", "action").with("Val", "v");
    private static final NamedAction QUEUE_ADD =
            action("QueueAdd").with("Queue", "support").with("Interface", MEMBER);
    private static final NamedAction CREATE_CONFIG = createConfig(SCRATCH);
    private static final NamedAction UPDATE_CONFIG = updateConfig(SCRATCH);
    private static final NamedAction MONITOR =
            action("Monitor").with("Channel", ONE).with("File", "any-action");

    static final List<NamedAction> ALL = List.of(
            action("AbsoluteTimeout").with("Channel", ONE).with("Timeout", "60"),
            action("AgentLogoff").with("Agent", "5000"),
            action("Agents"),
            action("AGI")
                    .on("AGI(agi:async)")
                    .with("Channel", ONE)
                    .with("Command", "VERBOSE hello 3")
                    .with("CommandID", "1"),
            action("AOCMessage").with("Channel", ONE).with("MsgType", "D").with("ChargeType", "Free"),
            action("Atxfer")
                    .does("ATXFER")
                    .with("Channel", ONE)
                    .with("Context", "default")
                    .with("Exten", "600"),
            action("Bridge").does("BRIDGE").with("Channel1", ONE).with("Channel2", TWO),
            action("Challenge").with("AuthType", "MD5"),
            action("ChangeMonitor")
                    .with("Channel", ONE)
                    .with("File", "any-action-2")
                    .after(MONITOR),
            action("Command").does("COMMAND").with("Command", "core show version"),
            action("CoreSettings"),
            action("CoreShowChannels"),
            action("CoreStatus"),
            CREATE_CONFIG,
            action("DataGet").with("Path", "/"),
            action("DBDel").with("Family", "any").with("Key", "action").after(DB_PUT),
            action("DBDelTree").with("Family", "any").after(DB_PUT),
            action("DBGet").with("Family", "any").with("Key", "action").after(DB_PUT),
            DB_PUT,
            action("Events").does(REFUSED).with("EventMask", "off"),
            action("ExtensionState").with("Context", "default").with("Exten", "1000"),
            action("Filter").does(REFUSED).with("Operation", "Add").with("Filter", "Event: None"),
            action("GetConfig").with("Filename", SCRATCH).after(UPDATE_CONFIG),
            action("GetConfigJSON").with("Filename", SCRATCH).after(UPDATE_CONFIG),
            action("Getvar").with("Channel", ONE).with("Variable", "CHANNEL(state)"),
            action("Hangup").does("HANGUP").with("Channel", ONE),
            action("IAXnetstats"),
            action("IAXpeerlist"),
            action("IAXpeers"),
            action("IAXregistry"),
            action("ListCategories").with("Filename", SCRATCH).after(UPDATE_CONFIG),
            action("ListCommands"),
            action("LocalOptimizeAway").with("Channel", ONE),
            action("Login").does(REFUSED).with("Username", "operator").with("Secret", RealAsterisk.SECRET),
            action("Logoff").does(REFUSED),
            action("MailboxCount").with("Mailbox", "1000@default"),
            action("MailboxStatus").with("Mailbox", "1000@default"),
            action("MixMonitorMute")
                    .with("Channel", ONE)
                    .with("Direction", "both")
                    .with("State", "1")
                    .after(action("MixMonitor").with("Channel", ONE).with("File", "any-action.wav")),
            action("ModuleCheck").with("Module", "app_dial"),
            action("ModuleLoad").with("Module", "app_queue.so").with("LoadType", "reload"),
            MONITOR,
            action("MuteAudio")
                    .does("MUTE")
                    .with("Channel", ONE)
                    .with("Direction", "all")
                    .with("State", "on"),
            action("Originate")
                    .does("ORIGINATE")
                    .with("Channel", "Local/602@default")
                    .with("Application", "Wait")
                    .with("Data", "1")
                    .with("Async", "true"),
            action("Park").does("PARK").with("Channel", ONE),
            action("ParkedCalls"),
            action("PauseMonitor").with("Channel", ONE).after(MONITOR),
            action("Ping"),
            action("PlayDTMF").does("DTMF").with("Channel", ONE).with("Digit", "1"),
            QUEUE_ADD,
            action("QueueLog").with("Queue", "support").with("Event", "ANY"),
            action("QueuePause")
                    .with("Interface", MEMBER)
                    .with("Paused", "true")
                    .after(QUEUE_ADD),
            action("QueuePenalty")
                    .with("Interface", MEMBER)
                    .with("Penalty", "2")
                    .after(QUEUE_ADD),
            action("QueueReload").with("Queue", "support"),
            action("QueueRemove")
                    .with("Queue", "support")
                    .with("Interface", MEMBER)
                    .after(QUEUE_ADD),
            action("QueueReset").with("Queue", "support"),
            action("QueueRule"),
            action("Queues"),
            action("QueueStatus"),
            action("QueueSummary"),
            action("Redirect")
                    .does("REDIRECT")
                    .with("Channel", ONE)
                    .with("Context", "default")
                    .with("Exten", "602")
                    .with("Priority", "1"),
            action("Reload").with("Module", "app_queue"),
            action("SendText").with("Channel", ONE).with("Message", "hello"),
            action("Setvar").with("Channel", ONE).with("Variable", "ANY").with("Value", "action"),
            action("ShowDialPlan").with("Context", "gsm-2"),
            action("SIPnotify").with("Channel", "2001").with("Variable", "Event=check-sync"),
            action("SIPpeers"),
            action("SIPqualifypeer").with("Peer", "2001"),
            action("SIPshowpeer").with("Peer", "2001"),
            action("SIPshowregistry"),
            action("SKINNYdevices"),
            action("SKINNYlines"),
            action("SKINNYshowdevice").with("Device", "SEP000000000001"),
            action("SKINNYshowline").with("Line", "4000"),
            action("smscommand").does("SEND_SMS, SEND_USSD, SPANS, COMMAND").with("command", "gsm show spans"),
            action("Status"),
            action("StopMonitor").with("Channel", ONE).after(MONITOR),
            action("UnpauseMonitor").with("Channel", ONE).after(MONITOR),
            updateConfig("other-" + SCRATCH),
            action("UserEvent").with("UserEvent", "AnyAction").with("Text", "hello"),
            action("VoicemailUsersList"),
            action("WaitEvent").with("Timeout", "1"));

    private static NamedAction action(String name) {
        return new NamedAction(name, "ACTION", Map.of(), List.of(), null);
    }

    private static NamedAction createConfig(String file) {
        return action("CreateConfig").with("Filename", file);
    }

    private static NamedAction updateConfig(String file) {
        return action("UpdateConfig")
                .with("SrcFilename", file)
                .with("DstFilename", file)
                .with("Action-000000", "NewCat")
                .with("Cat-000000", "one")
                .after(createConfig(file));
    }

    private NamedAction with(String header, String value) {
        Map<String, Object> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new NamedAction(name, operation, more, before, application);
    }

    private NamedAction does(String ownOperation) {
        return new NamedAction(name, ownOperation, headers, before, application);
    }

    private NamedAction after(NamedAction first) {
        List<NamedAction> all = new ArrayList<>(first.before);
        all.add(first);
        return new NamedAction(name, operation, headers, all, application);
    }

    private NamedAction on(String channelApplication) {
        return new NamedAction(name, operation, headers, before, channelApplication);
    }

    boolean refused() {
        return operation.equals(REFUSED);
    }

    @Override
    public String toString() {
        return name;
    }
}
