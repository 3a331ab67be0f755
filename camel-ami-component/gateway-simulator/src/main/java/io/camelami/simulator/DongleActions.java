package io.camelami.simulator;

import io.camelami.simulator.DongleSender.Message;
import io.camelami.simulator.manager.ActionHandler;
import io.camelami.simulator.manager.ActionTable;
import io.camelami.simulator.manager.ManagerAction;
import io.camelami.simulator.manager.ManagerSession;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The actions of the drivers; what they look at, and in which order, is visible in their errors. */
final class DongleActions {
    private static final Set<String> WHEN = Set.of("now", "gracefully", "when convenient");

    private final DongleDriver driver;
    private final Map<String, DongleDevice> devices;
    private final DongleSender sender;
    private final DongleEvents events;
    private final DongleDeviceList list;

    DongleActions(
            DongleDriver driver,
            Map<String, DongleDevice> devices,
            DongleSender sender,
            DongleEvents events,
            DongleDeviceList list) {
        this.driver = driver;
        this.devices = devices;
        this.sender = sender;
        this.events = events;
        this.list = list;
    }

    void addTo(ActionTable table) {
        String call = "call,all";
        String config = "system,config,all";
        add(table, "Reload", "Reload a module configuration.", config, this::reload);
        add(table, "Start", "Start a dongle.", config, this::start);
        add(table, "Stop", "Stop a dongle.", config, this::stop);
        add(table, "Restart", "Restart a dongle.", config, this::restart);
        add(table, "Reset", "Reset a dongle.", config, this::reset);
        if (driver.isOriginal()) {
            add(table, "SendPDU", "Send a PDU of message.", call, this::sendPdu);
        }
        add(table, "SendSMS", "Send a SMS message.", call, this::sendSms);
        add(table, "SendUSSD", "Send a ussd command to the dongle.", call, this::sendUssd);
        String reading = "system,reporting,all";
        add(table, "ShowDevices", "List " + driver.prefix() + " devices", reading, list::show);
    }

    private void add(ActionTable table, String name, String synopsis, String privilege, ActionHandler handler) {
        table.add(driver.prefix() + name, synopsis.replace("dongle", driver.word()), privilege, handler);
    }

    private void sendSms(ManagerSession session, ManagerAction action) throws IOException {
        if (has(session, action, "Device", "Number", "Message")) {
            answer(session, action, sender.send(Message.of(action)));
        }
    }

    private void sendPdu(ManagerSession session, ManagerAction action) throws IOException {
        if (has(session, action, "Device", "PDU")) {
            answer(session, action, sender.sendPdu(action.header("Device"), action.header("PDU")));
        }
    }

    private void sendUssd(ManagerSession session, ManagerAction action) throws IOException {
        if (has(session, action, "Device", "USSD")) {
            answer(session, action, sender.sendUssd(action.header("Device"), action.header("USSD")));
        }
    }

    private void start(ManagerSession session, ManagerAction action) throws IOException {
        if (has(session, action, "Device") && exists(session, action, "Device not found")) {
            schedule(session, action, "Start scheduled");
            DongleDevice device = devices.get(action.header("Device"));
            if (device.isStopped()) {
                device.setStopped(false);
                events.connected(device.name());
            }
        }
    }

    private void stop(ManagerSession session, ManagerAction action) throws IOException {
        if (mayChangeState(session, action)) {
            schedule(session, action, "Stop scheduled");
            DongleDevice device = devices.get(action.header("Device"));
            if (!device.isStopped()) {
                device.setStopped(true);
                events.disconnected(device.name());
            }
        }
    }

    private void restart(ManagerSession session, ManagerAction action) throws IOException {
        if (mayChangeState(session, action)) {
            schedule(session, action, "Restart scheduled");
            reconnect(devices.get(action.header("Device")));
        }
    }

    private void reset(ManagerSession session, ManagerAction action) throws IOException {
        String unknown = driver.isOriginal() ? "no such device" : "Device disconnected";
        if (has(session, action, "Device") && exists(session, action, unknown)) {
            schedule(session, action, "Reset command queued for execute");
            reconnect(devices.get(action.header("Device")));
        }
    }

    private void reload(ManagerSession session, ManagerAction action) throws IOException {
        if (!WHEN.contains(action.header("When").toLowerCase(Locale.ROOT))) {
            session.fail(action, "Invalid value of When");
            return;
        }
        session.succeed(action, "Message: reload scheduled");
    }

    private void reconnect(DongleDevice device) {
        if (device.isReady()) {
            device.setConnected(false);
            events.disconnected(device.name());
            device.setConnected(true);
            events.connected(device.name());
        }
    }

    private boolean mayChangeState(ManagerSession session, ManagerAction action) throws IOException {
        if (!has(session, action, "Device")) {
            return false;
        }
        if (!WHEN.contains(action.header("When").toLowerCase(Locale.ROOT))) {
            session.fail(action, "Invalid value of When");
            return false;
        }
        return exists(session, action, "Device not found");
    }

    private boolean exists(ManagerSession session, ManagerAction action, String otherwise) throws IOException {
        String device = action.header("Device");
        if (!devices.containsKey(device)) {
            session.fail(action, "[" + device + "] " + otherwise);
            return false;
        }
        return true;
    }

    private static boolean has(ManagerSession session, ManagerAction action, String... names) throws IOException {
        for (String name : names) {
            if (action.header(name).isEmpty()) {
                session.fail(action, name + " not specified");
                return false;
            }
        }
        return true;
    }

    private static void schedule(ManagerSession session, ManagerAction action, String message) throws IOException {
        session.succeed(action, "Message: [" + action.header("Device") + "] " + message);
    }

    private static void answer(ManagerSession session, ManagerAction action, DongleReply reply) throws IOException {
        if (reply.success()) {
            session.succeed(action, "Message: " + reply.inAction());
        } else {
            session.fail(action, reply.inAction());
        }
    }
}
