package io.camelami.simulator;

import io.camelami.simulator.cli.CommandShell;
import io.camelami.simulator.manager.ActionTable;
import io.camelami.simulator.manager.CommandAction;
import io.camelami.simulator.sms.DeliverPdu;
import io.camelami.simulator.sms.SmsPart;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/** Asterisk with USB modems: chan_dongle in both of its families, and chan_quectel (gateways.md §4). */
final class Dongle implements Gateway {
    private static final String SERVICE_CENTRE = "+49176000000";
    private static final int NO_SUCH_FILE = 2;

    private final GatewayParts parts;
    private final Map<String, DongleDevice> devices;
    private final DongleEvents events;
    private final DongleInbox inbox;
    private final DongleSender sender;
    private final DongleActions actions;
    private final DongleCommands commands;

    Dongle(GatewayParts parts, DongleDriver driver) {
        this.parts = parts;
        this.devices = DongleDevice.all(driver, parts.radio().modems());
        this.events = new DongleEvents(parts, driver);
        this.inbox = new DongleInbox(driver, events);
        this.sender = new DongleSender(parts, driver, devices, events);
        DongleDeviceList list = new DongleDeviceList(driver, devices);
        this.actions = new DongleActions(driver, devices, sender, events, list);
        this.commands = new DongleCommands(driver, sender, list);
    }

    @Override
    public void addTo(CommandShell shell) {
        commands.addTo(shell);
    }

    @Override
    public void addTo(ActionTable table, CommandShell shell) {
        actions.addTo(table);
        table.add("Command", "command,all", new CommandAction(shell, "Command", parts.onCommand()));
    }

    @Override
    public void deliver(int span, String from, String text, LocalDateTime time) {
        int reference = parts.serial().nextReference() & 0xFF;
        for (SmsPart part : SmsPart.split(text, reference)) {
            receivePdu(
                    span,
                    DeliverPdu.encode(
                            SERVICE_CENTRE,
                            from,
                            part,
                            time.atZone(parts.clock().getZone()).toOffsetDateTime()));
        }
    }

    void receivePdu(int span, String pdu) {
        inbox.receive(device(span).name(), pdu);
    }

    void receiveUssd(int span, String line) {
        sender.receiveUssd(device(span), line);
    }

    void scriptReports(int span, List<ReportBehaviour> behaviours) {
        device(span).scriptReports(behaviours);
    }

    void plugIn(int span, boolean in) {
        DongleDevice device = device(span);
        device.setConnected(in);
        if (in) {
            events.connected(device.name());
        } else {
            events.disconnected(device.name());
            events.portFail(device.dataPort(), NO_SUCH_FILE);
        }
    }

    void registrationChanged(int span, boolean registered) {
        events.registration(device(span).name(), registered);
    }

    private DongleDevice device(int span) {
        return devices.values().stream()
                .filter(device -> device.modem().span() == span)
                .findFirst()
                .orElseThrow();
    }
}
