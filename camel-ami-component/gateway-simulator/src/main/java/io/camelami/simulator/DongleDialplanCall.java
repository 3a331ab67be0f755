package io.camelami.simulator;

import io.camelami.simulator.manager.EventClass;
import io.camelami.simulator.manager.ManagerEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The call over a Local channel by which the drivers run the dialplan for a message, an answer or a report; a client that
 * counts calls must not count these.
 */
final class DongleDialplanCall {
    private static final String UNKNOWN = "<unknown>";
    /** What fits the buffer of a caller's number. */
    private static final int NUMBER_LIMIT = 256;

    private final String local;
    private final String channel;
    private final String extension;
    private final String context;
    private final String number;
    private final String device;
    private final String firstId;
    private final String secondId;

    private DongleDialplanCall(DongleDriver driver, Serial serial, String extension, String callerId, String device) {
        this.context = "from-" + driver.word();
        this.local = "Local/" + extension + "@" + context;
        this.channel = "%s-%08x".formatted(local, serial.nextChannel());
        this.extension = extension;
        this.number = callerId.length() > NUMBER_LIMIT ? callerId.substring(0, NUMBER_LIMIT) : callerId;
        this.device = device;
        this.firstId = serial.nextUniqueId();
        this.secondId = serial.nextUniqueId();
    }

    static List<ManagerEvent> events(
            DongleDriver driver, Serial serial, String extension, String callerId, String device) {
        DongleDialplanCall call = new DongleDialplanCall(driver, serial, extension, callerId, device);
        List<ManagerEvent> events = new ArrayList<>();
        (driver.isOriginal() ? call.onAsterisk18() : call.onAsterisk16()).forEach(event -> events.add(event.build()));
        return events;
    }

    private List<ManagerEvent.Builder> onAsterisk18() {
        return List.of(
                newChannel18(1, firstId),
                newChannel18(2, secondId),
                half("NewCallerid", 1)
                        .header("CallerIDNum", number)
                        .header("CallerIDName", device)
                        .header("Uniqueid", firstId)
                        .header("CID-CallingPres", "0 (Presentation Allowed, Not Screened)"),
                hangup18(2, secondId, UNKNOWN, UNKNOWN).header("Cause", 0).header("Cause-txt", "Unknown"),
                hangup18(1, firstId, number, device).header("Cause", 16).header("Cause-txt", "Normal Clearing"));
    }

    private ManagerEvent.Builder newChannel18(int half, String id) {
        return state(half("Newchannel", half), half)
                .header("CallerIDNum", "")
                .header("CallerIDName", "")
                .header("AccountCode", "")
                .header("Exten", extension)
                .header("Context", context)
                .header("Uniqueid", id);
    }

    private ManagerEvent.Builder hangup18(int half, String id, String callerNumber, String callerName) {
        return half("Hangup", half)
                .header("Uniqueid", id)
                .header("CallerIDNum", callerNumber)
                .header("CallerIDName", callerName)
                .header("ConnectedLineNum", UNKNOWN)
                .header("ConnectedLineName", UNKNOWN);
    }

    private List<ManagerEvent.Builder> onAsterisk16() {
        return List.of(
                snapshot("Newchannel", 1, UNKNOWN, UNKNOWN, 1),
                snapshot("Newchannel", 2, UNKNOWN, UNKNOWN, 1),
                snapshot("NewCallerid", 1, number, device, 1)
                        .header("CID-CallingPres", "0 (Presentation Allowed, Not Screened)"),
                snapshot("SoftHangupRequest", 1, number, device, 2).header("Cause", 16),
                snapshot("Hangup", 2, UNKNOWN, UNKNOWN, 1).header("Cause", 0).header("Cause-txt", "Unknown"),
                snapshot("Hangup", 1, number, device, 2).header("Cause", 16).header("Cause-txt", "Normal Clearing"),
                deviceState(),
                deviceState());
    }

    private ManagerEvent.Builder snapshot(String event, int half, String number, String caller, int priority) {
        return state(half(event, half), half)
                .header("CallerIDNum", number)
                .header("CallerIDName", caller)
                .header("ConnectedLineNum", UNKNOWN)
                .header("ConnectedLineName", UNKNOWN)
                .header("Language", "en")
                .header("AccountCode", "")
                .header("Context", context)
                .header("Exten", extension)
                .header("Priority", priority)
                .header("Uniqueid", half == 1 ? firstId : secondId)
                .header("Linkedid", firstId);
    }

    private ManagerEvent.Builder half(String event, int half) {
        return ManagerEvent.named(event, EventClass.CALL).header("Channel", channel + ";" + half);
    }

    private static ManagerEvent.Builder state(ManagerEvent.Builder event, int half) {
        return event.header("ChannelState", half == 1 ? 0 : 4).header("ChannelStateDesc", half == 1 ? "Down" : "Ring");
    }

    private ManagerEvent.Builder deviceState() {
        return ManagerEvent.named("DeviceStateChange", EventClass.CALL)
                .header("Device", local)
                .header("State", "NOT_INUSE");
    }
}
