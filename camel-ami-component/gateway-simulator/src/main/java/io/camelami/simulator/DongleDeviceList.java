package io.camelami.simulator;

import io.camelami.simulator.manager.ManagerAction;
import io.camelami.simulator.manager.ManagerSession;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The list of modems, as an event list and as a table. Its items have no {@code Privilege} header. */
final class DongleDeviceList {
    private static final String ROW = "%-12s %-5s %-10.10s %-4s %-4s %-7s %-14.14s %-10s %-17s %-16s %-16s %-14s\n";

    private final DongleDriver driver;
    private final Map<String, DongleDevice> devices;

    DongleDeviceList(DongleDriver driver, Map<String, DongleDevice> devices) {
        this.driver = driver;
        this.devices = devices;
    }

    /** An unknown device gives an empty list, not an error. */
    void show(ManagerSession session, ManagerAction action) throws IOException {
        String wanted = action.header("Device");
        Collection<DongleDevice> shown = wanted.isEmpty()
                ? devices.values()
                : devices.containsKey(wanted) ? List.of(devices.get(wanted)) : List.of();
        session.succeed(action, "EventList: start", "Message: Device status list will follow");
        String id = session.actionIdLine(action);
        StringBuilder wire = new StringBuilder();
        for (DongleDevice device : shown) {
            wire.append("Event: ")
                    .append(driver.prefix())
                    .append("DeviceEntry\r\n")
                    .append(id);
            wire.append(entry(device).replace("\n", "\r\n")).append("\r\n");
        }
        wire.append("Event: ")
                .append(driver.prefix())
                .append("ShowDevicesComplete\r\n")
                .append(id);
        wire.append("EventList: Complete\r\nListItems: ").append(shown.size()).append("\r\n\r\n");
        session.write(wire.toString());
    }

    private String entry(DongleDevice device) {
        boolean ready = device.isReady();
        String pdu = driver.isOriginal() ? "SMSPDU: Yes\n" : "";
        String ussd = driver.isOriginal() ? yes("USSDUse7BitEncoding", ready) + yes("USSDUseUCS2Decoding", !ready) : "";
        String current = ready ? "start" : "stop";
        String desired = device.isStopped() ? "stop" : "start";
        return """
                Device: %s
                AudioSetting: %s
                DataSetting: %s
                IMEISetting:\s
                IMSISetting:\s
                ChannelLanguage: en
                Context: from-%s
                Exten: %s
                Group: %d
                RXGain: 0
                TXGain: 0
                U2DIAG: -1
                UseCallingPres: Yes
                DefaultCallingPres: Presentation Allowed, Passed Screen
                AutoDeleteSMS: Yes
                DisableSMS: No
                Reset%s: Yes
                %sCallWaitingSetting: auto
                DTMF: relax
                MinimalDTMFGap: 45
                MinimalDTMFDuration: 80
                MinimalDTMFInterval: 200
                State: %s
                AudioState: %s
                DataState: %s
                """
                        .formatted(
                                device.name(),
                                device.audioPort(),
                                device.dataPort(),
                                driver.word(),
                                exten(device),
                                device.index(),
                                driver.prefix(),
                                pdu,
                                state(device),
                                device.audioPort(),
                                device.dataPort())
                + (ready ? modem(device) : noModem())
                + """
                UseUCS2Encoding: %s
                %sTasksInQueue: 0
                CommandsInQueue: 0
                CallWaitingState: Disabled
                CurrentDeviceState: %s
                DesiredDeviceState: %s
                CallsChannels: 0
                Active: 0
                Held: 0
                Dialing: 0
                Alerting: 0
                Incoming: 0
                Waiting: 0
                Releasing: 0
                Initializing: 0
                """
                        .formatted(ready && driver.isOriginal() ? "Yes" : "No", ussd, current, desired);
    }

    private static String modem(DongleDevice device) {
        return """
                Voice: Yes
                SMS: Yes
                Manufacturer: huawei
                Model: E1550
                Firmware: 11.608.14.15.311
                IMEIState: %s
                IMSIState: %s
                GSMRegistrationStatus: %s
                RSSI: %s
                Mode: No Service
                Submode: No service
                ProviderName: %s
                LocationAreaCode: "2031"
                CellID: "D5A3"
                SubscriberNumber: %s
                SMSServiceCenter: +491760000000
                """
                .formatted(
                        imei(device),
                        imsi(device),
                        device.modem().state().registered()
                                ? "Registered, home network"
                                : "Not registered, but searching",
                        signal(device),
                        provider(device),
                        own(device));
    }

    private static String noModem() {
        return """
                Voice: No
                SMS: No
                Manufacturer:\s
                Model:\s
                Firmware:\s
                IMEIState:\s
                IMSIState:\s
                GSMRegistrationStatus: Unknown
                RSSI: 0, <= -113 dBm
                Mode: No Service
                Submode: No service
                ProviderName: NONE
                LocationAreaCode:\s
                CellID:\s
                SubscriberNumber: Unknown
                SMSServiceCenter:\s
                """;
    }

    String table() {
        StringBuilder table = new StringBuilder(ROW.formatted(
                "ID",
                "Group",
                "State",
                "RSSI",
                "Mode",
                "Submode",
                "Provider Name",
                "Model",
                "Firmware",
                "IMEI",
                "IMSI",
                "Number"));
        for (DongleDevice device : devices.values()) {
            boolean ready = device.isReady();
            table.append(ROW.formatted(
                    device.name(),
                    device.index(),
                    state(device),
                    ready ? "22" : "0",
                    "0",
                    "0",
                    ready ? provider(device) : "NONE",
                    ready ? "E1550" : "",
                    ready ? "11.608.14.15.311" : "",
                    ready ? imei(device) : "",
                    ready ? imsi(device) : "",
                    ready ? own(device) : "Unknown"));
        }
        return table.toString();
    }

    private static String yes(String name, boolean value) {
        return name + ": " + (value ? "Yes" : "No") + "\n";
    }

    private static String state(DongleDevice device) {
        if (device.isStopped()) {
            return "Stopped";
        }
        return !device.isReady() ? "Not connected" : device.isUsable() ? "Free" : "GSM not registered";
    }

    private static String exten(DongleDevice device) {
        return device.index() == 0 ? "+1234567890" : "+49176111111" + device.index();
    }

    private static String imei(DongleDevice device) {
        return String.format(Locale.ROOT, "3534510423456%02d", 70 + device.index());
    }

    private static String imsi(DongleDevice device) {
        return String.format(Locale.ROOT, "26202123456789%d", device.index() % 10);
    }

    private static String signal(DongleDevice device) {
        int strength = device.modem().state().signal();
        if (strength > 31) {
            return strength + ", unknown or unmeasurable";
        }
        int shown = strength == SpanState.UP.signal() ? 22 : strength;
        return shown + ", " + (2 * shown - 113) + " dBm";
    }

    private static String provider(DongleDevice device) {
        if (!device.modem().state().network().equals(SpanState.UP.network())) {
            return device.modem().state().network();
        }
        return device.index() == 0 ? "Vodafone.de" : "o2 - de";
    }

    private static String own(DongleDevice device) {
        return device.index() == 0 ? "+491761111110" : "Unknown";
    }
}
