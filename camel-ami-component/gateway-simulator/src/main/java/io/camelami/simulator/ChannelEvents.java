package io.camelami.simulator;

import io.camelami.simulator.manager.EventClass;
import io.camelami.simulator.manager.ManagerEvent;
import java.util.Map;
import java.util.function.Consumer;

/** The events about channels, header by header, as Asterisk 1.8 or as Asterisk 16 and 22 write them (gateways.md §1.10). */
final class ChannelEvents {
    private static final String UNKNOWN = "<unknown>";
    private static final Map<Integer, String> CAUSES =
            Map.of(0, "Unknown", 16, "Normal Clearing", 17, "User busy", 19, "User alerting, no answer");

    private final Consumer<ManagerEvent> out;
    private final boolean modern;

    ChannelEvents(Consumer<ManagerEvent> out, boolean modern) {
        this.out = out;
        this.modern = modern;
    }

    static String known(String text) {
        return text.isEmpty() ? UNKNOWN : text;
    }

    void created(PbxChannel channel) {
        ManagerEvent.Builder event = ManagerEvent.named("Newchannel", EventClass.CALL);
        if (modern) {
            channel.snapshot(event);
        } else {
            state(event, channel)
                    .header("AccountCode", "")
                    .header("Exten", channel.extension())
                    .header("Context", channel.context())
                    .header("Uniqueid", channel.uniqueId());
        }
        emit(event);
    }

    void changedState(PbxChannel channel) {
        ManagerEvent.Builder event = ManagerEvent.named("Newstate", EventClass.CALL);
        if (modern) {
            channel.snapshot(event);
        } else {
            state(event, channel)
                    .header("ConnectedLineNum", channel.connected().number())
                    .header("ConnectedLineName", channel.connected().name())
                    .header("Uniqueid", channel.uniqueId());
        }
        emit(event);
    }

    private static ManagerEvent.Builder state(ManagerEvent.Builder event, PbxChannel channel) {
        return event.header("Channel", channel.name())
                .header("ChannelState", channel.state())
                .header("ChannelStateDesc", channel.stateName())
                .header("CallerIDNum", channel.caller().number())
                .header("CallerIDName", channel.caller().name());
    }

    /** One step of the dial plan. */
    void step(PbxChannel channel, String application, String appData) {
        ManagerEvent.Builder event = ManagerEvent.named("Newexten", EventClass.DIALPLAN);
        if (modern) {
            channel.snapshot(event)
                    .header("Extension", channel.extension())
                    .header("Application", application)
                    .header("AppData", appData);
        } else {
            event.header("Channel", channel.name())
                    .header("Context", channel.context())
                    .header("Extension", channel.extension())
                    .header("Priority", channel.priority())
                    .header("Application", application)
                    .header("AppData", appData)
                    .header("Uniqueid", channel.uniqueId());
        }
        emit(event);
    }

    void variable(PbxChannel channel, String name, String value) {
        ManagerEvent.Builder event = ManagerEvent.named("VarSet", EventClass.DIALPLAN);
        if (modern) {
            channel.snapshot(event).header("Variable", name).header("Value", escaped(value));
        } else {
            event.header("Channel", channel.name())
                    .header("Variable", name)
                    .header("Value", value)
                    .header("Uniqueid", channel.uniqueId());
        }
        emit(event);
    }

    /** From 13 on a variable's value is told with the escapes of C; AppData never is. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }

    void hungUp(PbxChannel channel, int cause) {
        ManagerEvent.Builder event = ManagerEvent.named("Hangup", EventClass.CALL);
        if (modern) {
            channel.snapshot(event);
        } else {
            event.header("Channel", channel.name())
                    .header("Uniqueid", channel.uniqueId())
                    .header("CallerIDNum", known(channel.caller().number()))
                    .header("CallerIDName", known(channel.caller().name()))
                    .header("ConnectedLineNum", known(channel.connected().number()))
                    .header("ConnectedLineName", known(channel.connected().name()));
        }
        emit(event.header("Cause", cause).header("Cause-txt", CAUSES.get(cause)));
    }

    private void emit(ManagerEvent.Builder event) {
        out.accept(event.build());
    }
}
