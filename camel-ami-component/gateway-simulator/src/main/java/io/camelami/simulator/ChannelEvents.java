package io.camelami.simulator;

import io.camelami.simulator.manager.EventClass;
import io.camelami.simulator.manager.ManagerEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
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

    /** The far end, or the driver, asks for the end; told from 13 on. */
    void hangupRequest(PbxChannel channel) {
        if (modern) {
            emit(channel.snapshot(ManagerEvent.named("HangupRequest", EventClass.CALL)));
        }
    }

    /** The server asks for the end; told from 13 on. */
    void softHangupRequest(PbxChannel channel) {
        if (modern) {
            emit(channel.snapshot(ManagerEvent.named("SoftHangupRequest", EventClass.CALL))
                    .header("Cause", 16));
        }
    }

    /** Told from 13 on. */
    void deviceState(String device, String state) {
        if (modern) {
            emit(ManagerEvent.named("DeviceStateChange", EventClass.CALL)
                    .header("Device", device)
                    .header("State", state));
        }
    }

    void dialBegan(PbxChannel from, PbxChannel to, String dialString) {
        if (modern) {
            emit(dial("DialBegin", from, to).header("DialString", dialString));
            return;
        }
        emit(ManagerEvent.named("Dial", EventClass.CALL)
                .header("SubEvent", "Begin")
                .header("Channel", from.name())
                .header("Destination", to.name())
                .header("CallerIDNum", known(from.caller().number()))
                .header("CallerIDName", known(from.caller().name()))
                .header("ConnectedLineNum", known(from.connected().number()))
                .header("ConnectedLineName", known(from.connected().name()))
                .header("UniqueID", from.uniqueId())
                .header("DestUniqueID", to.uniqueId())
                .header("Dialstring", dialString));
    }

    /** Told from 14 on. */
    void dialRings(PbxChannel from, PbxChannel to) {
        if (modern) {
            emit(dial("DialState", from, to).header("DialStatus", "RINGING"));
        }
    }

    void dialEnded(PbxChannel from, PbxChannel to, String status) {
        if (modern) {
            emit(dial("DialEnd", from, to).header("DialStatus", status));
            return;
        }
        emit(ManagerEvent.named("Dial", EventClass.CALL)
                .header("SubEvent", "End")
                .header("Channel", from.name())
                .header("UniqueID", from.uniqueId())
                .header("DialStatus", status));
    }

    private static ManagerEvent.Builder dial(String name, PbxChannel from, PbxChannel to) {
        return to.snapshot(from.snapshot(ManagerEvent.named(name, EventClass.CALL)), "Dest");
    }

    /** Two channels hear each other. */
    void linked(PbxChannel one, PbxChannel two) {
        if (modern) {
            emit(bridge("BridgeCreate", one, 0));
            emit(two.snapshot(bridge("BridgeEnter", one, 1)));
            emit(one.snapshot(bridge("BridgeEnter", one, 2)));
            return;
        }
        emit(pair(
                ManagerEvent.named("Bridge", EventClass.CALL)
                        .header("Bridgestate", "Link")
                        .header("Bridgetype", "core"),
                one,
                two));
    }

    /** Two channels hear each other no more. */
    void unlinked(PbxChannel one, PbxChannel two) {
        if (modern) {
            emit(one.snapshot(bridge("BridgeLeave", one, 1)));
            emit(two.snapshot(bridge("BridgeLeave", one, 0)));
            emit(bridge("BridgeDestroy", one, 0));
            return;
        }
        emit(pair(ManagerEvent.named("Unlink", EventClass.CALL), one, two));
    }

    private static ManagerEvent.Builder bridge(String name, PbxChannel first, int channels) {
        byte[] seed = first.uniqueId().getBytes(StandardCharsets.US_ASCII);
        return ManagerEvent.named(name, EventClass.CALL)
                .header("BridgeUniqueid", UUID.nameUUIDFromBytes(seed))
                .header("BridgeType", "basic")
                .header("BridgeTechnology", "simple_bridge")
                .header("BridgeCreator", UNKNOWN)
                .header("BridgeName", UNKNOWN)
                .header("BridgeNumChannels", channels)
                .header("BridgeVideoSourceMode", "none");
    }

    private static ManagerEvent.Builder pair(ManagerEvent.Builder event, PbxChannel one, PbxChannel two) {
        return event.header("Channel1", one.name())
                .header("Channel2", two.name())
                .header("Uniqueid1", one.uniqueId())
                .header("Uniqueid2", two.uniqueId())
                .header("CallerID1", one.caller().number())
                .header("CallerID2", two.caller().number());
    }

    private void emit(ManagerEvent.Builder event) {
        out.accept(event.build());
    }
}
