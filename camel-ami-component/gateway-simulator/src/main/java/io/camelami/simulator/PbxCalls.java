package io.camelami.simulator;

import io.camelami.simulator.manager.ActionTable;
import io.camelami.simulator.manager.EventClass;
import io.camelami.simulator.manager.ManagerAction;
import io.camelami.simulator.manager.ManagerEvent;
import io.camelami.simulator.manager.ManagerSession;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Calls as far as a client's own handling of them needs: every call that a client makes is answered and lasts until it is
 * hung up; those that come in end by themselves, too.
 */
final class PbxCalls {
    private static final Set<String> TRUE = Set.of("yes", "true", "y", "t", "1", "on");

    private final GatewayParts parts;
    private final boolean modern;
    private final ChannelEvents events;
    private final Map<String, PbxChannel> channels = new ConcurrentSkipListMap<>();
    private final Map<String, Runnable> hangUps = new ConcurrentHashMap<>();

    PbxCalls(GatewayParts parts, boolean modern) {
        this.parts = parts;
        this.modern = modern;
        this.events = new ChannelEvents(parts.events(), modern);
    }

    void addTo(ActionTable actions) {
        actions.add("Originate", "originate,all", this::originate)
                .add("Hangup", "system,call,all", this::hangUp)
                .add("CoreShowChannels", "system,reporting,all", this::list);
    }

    /** Whether there is a channel of that name now. */
    boolean has(String channel) {
        return channels.containsKey(channel);
    }

    /**
     * Lists a channel as it is now.
     *
     * @param hangUp ends its call, when a client asks for that
     */
    void add(PbxChannel channel, Runnable hangUp) {
        hangUps.put(channel.name(), hangUp);
        channels.put(channel.name(), channel);
    }

    void remove(PbxChannel channel) {
        channels.remove(channel.name());
        hangUps.remove(channel.name());
    }

    private void originate(ManagerSession session, ManagerAction action) throws IOException {
        String destination = action.header("Channel");
        if (destination.isEmpty()) {
            session.fail(action, "Channel not specified");
            return;
        }
        String uniqueId = parts.serial().nextUniqueId();
        PbxChannel channel = new PbxChannel(
                "%s-%08x;1".formatted(destination, parts.serial().nextChannel()),
                PbxChannel.UP,
                action.header("Context"),
                action.header("Exten"),
                uniqueId,
                uniqueId);
        channels.put(channel.name(), channel);
        session.succeed(action, "Message: Originate successfully queued");
        events.created(channel);
        if (TRUE.contains(action.header("Async").toLowerCase(Locale.ROOT))) {
            parts.events().accept(answered(session, action, channel));
        }
    }

    private ManagerEvent answered(ManagerSession session, ManagerAction action, PbxChannel channel) {
        ManagerEvent.Builder event = ManagerEvent.named("OriginateResponse", EventClass.CALL);
        String id = session.actionIdLine(action).stripTrailing();
        if (!id.isEmpty()) {
            event.line(id);
        }
        event.header("Response", "Success").header("Channel", channel.name());
        if (modern && !action.header("Application").isEmpty()) {
            event.header("Application", action.header("Application")).header("Data", action.header("Data"));
        } else {
            event.header("Context", channel.context()).header("Exten", channel.extension());
        }
        return event.header("Reason", "4")
                .header("Uniqueid", channel.uniqueId())
                .header("CallerIDNum", "<unknown>")
                .header("CallerIDName", "<unknown>")
                .build();
    }

    private void hangUp(ManagerSession session, ManagerAction action) throws IOException {
        String name = action.header("Channel");
        if (name.isEmpty()) {
            session.fail(action, "No channel specified");
            return;
        }
        PbxChannel channel = channels.remove(name);
        if (channel == null) {
            session.fail(action, "No such channel");
            return;
        }
        session.succeed(action, "Message: Channel Hungup");
        Runnable hangUp = hangUps.get(name);
        if (hangUp == null) {
            events.hungUp(channel, 16);
        } else {
            hangUp.run();
        }
    }

    private void list(ManagerSession session, ManagerAction action) throws IOException {
        List<PbxChannel> listed = List.copyOf(channels.values());
        String id = session.actionIdLine(action);
        StringBuilder wire = new StringBuilder(
                "Response: Success\r\n" + id + "EventList: start\r\nMessage: Channels will follow\r\n\r\n");
        listed.forEach(channel -> wire.append(listItem(channel, id)));
        wire.append("Event: CoreShowChannelsComplete\r\n");
        String count = "EventList: Complete\r\nListItems: " + listed.size() + "\r\n";
        wire.append(modern ? id + count : count + id).append("\r\n");
        session.write(wire.toString());
    }

    private String listItem(PbxChannel channel, String id) {
        ManagerEvent.Builder item = ManagerEvent.item("CoreShowChannel", EventClass.REPORTING);
        if (!id.isEmpty()) {
            item.line(id.stripTrailing());
        }
        if (modern) {
            return channel.snapshot(item)
                    .header("Application", "Wait")
                    .header("ApplicationData", "3600")
                    .header("Duration", "00:00:01")
                    .header("BridgeId", "")
                    .build()
                    .wire();
        }
        return item.header("Channel", channel.name())
                .header("UniqueID", channel.uniqueId())
                .header("Context", channel.context())
                .header("Extension", channel.extension())
                .header("Priority", channel.priority())
                .header("ChannelState", channel.state())
                .header("ChannelStateDesc", channel.stateName())
                .header("Application", "Wait")
                .header("ApplicationData", "3600")
                .header("CallerIDnum", channel.caller().number())
                .header("CallerIDname", channel.caller().name())
                .header("ConnectedLineNum", channel.connected().number())
                .header("ConnectedLineName", channel.connected().name())
                .header("Duration", "00:00:01")
                .header("AccountCode", "")
                .header("BridgedChannel", "")
                .header("BridgedUniqueID", "")
                .build()
                .wire();
    }
}
