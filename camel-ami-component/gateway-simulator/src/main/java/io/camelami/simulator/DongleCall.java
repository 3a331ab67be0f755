package io.camelami.simulator;

import java.util.List;
import java.util.Locale;

/** A call that comes in over a USB modem and is answered by the dial plan, with the events of the recordings. */
final class DongleCall implements InboundCall {
    private static final int HUNG_UP = 29;
    private static final int NOT_ANSWERED = 104;

    private final GatewayParts parts;
    private final DongleDriver driver;
    private final DongleDevice device;
    private final DongleEvents events;
    private final ChannelEvents channels;
    private PbxChannel channel;
    private String lastApplication;
    private String lastData;

    DongleCall(GatewayParts parts, DongleDriver driver, DongleDevice device, DongleEvents events, String caller) {
        this.parts = parts;
        this.driver = driver;
        this.device = device;
        this.events = events;
        this.channels = new ChannelEvents(parts.events(), !driver.isOriginal());
        String uniqueId = parts.serial().nextUniqueId();
        this.channel = new PbxChannel(
                        "%s/%s-01%08x".formatted(driver.prefix(), device.name(), device.nextCall()),
                        PbxChannel.RING,
                        "from-" + driver.word(),
                        DongleDeviceList.calledNumber(device),
                        uniqueId,
                        uniqueId)
                .between(new Party(caller, device.name()), Party.NOBODY);
    }

    @Override
    public List<PbxChannel> channels() {
        return List.of(channel);
    }

    @Override
    public void comes() {
        events.used(device.name());
        channels.created(channel);
        variable("NAME", device.name());
        variable("PROVIDER", DongleDeviceList.provider(device));
        variable("IMEI", DongleDeviceList.imei(device));
        variable("IMSI", DongleDeviceList.imsi(device));
        variable("NUMBER", DongleDeviceList.own(device));
        step(1, "NoOp", "call from " + channel.caller().number() + " on " + device.name());
    }

    @Override
    public void rings() {
        step(2, "Ringing", "");
        step(3, "Wait", "1");
    }

    private void variable(String name, String value) {
        channels.variable(channel, driver.word().toUpperCase(Locale.ROOT) + name, value);
    }

    private void step(int priority, String application, String appData) {
        channel = channel.at(priority);
        lastApplication = application;
        lastData = appData;
        channels.step(channel, application, appData);
    }

    @Override
    public void answered() {
        step(4, "Answer", "");
        channel = channel.inState(PbxChannel.UP);
        channels.changedState(channel);
        channels.deviceState(driver.prefix() + "/" + device.name(), "INUSE");
        events.callState(device.name(), "active");
        step(5, "Wait", "3600");
    }

    @Override
    public void ends(EndedCall call) {
        switch (call.end()) {
            case CALLER -> endedByCaller(call);
            case CLIENT -> endedHere(0, call);
            case BUSY -> {
                step(2, "Hangup", "17");
                endedHere(17, call);
            }
        }
    }

    private void endedByCaller(EndedCall call) {
        events.freed(device.name());
        channels.hangupRequest(channel);
        if (!call.isAnswered()) {
            channels.softHangupRequest(channel);
        }
        events.callState(device.name(), "released");
        callEnd(call);
        if (call.isAnswered()) {
            channels.softHangupRequest(channel);
        }
        down(16, call);
        if (call.isAnswered()) {
            channels.deviceState(driver.prefix() + "/" + device.name(), "NOT_INUSE");
        }
    }

    private void endedHere(int cause, EndedCall call) {
        channels.softHangupRequest(channel);
        down(cause, call);
        events.freed(device.name());
        events.callState(device.name(), "released");
        callEnd(call);
    }

    private void down(int cause, EndedCall call) {
        if (driver.isOriginal()) {
            changedDown();
            channels.hungUp(channel, cause);
            record(call);
        } else {
            record(call);
            changedDown();
            channels.hungUp(channel, cause);
        }
    }

    private void changedDown() {
        channel = channel.inState(PbxChannel.DOWN);
        channels.changedState(channel);
    }

    private void record(EndedCall call) {
        parts.events()
                .accept(CallRecord.of(
                        channel,
                        "",
                        lastApplication,
                        lastData,
                        call,
                        parts.clock().getZone()));
    }

    /** The modems of chan_quectel give no reasons. */
    private void callEnd(EndedCall call) {
        boolean reasons = driver != DongleDriver.QUECTEL;
        int status = call.isAnswered() ? HUNG_UP : NOT_ANSWERED;
        events.callEnd(device.name(), call.talked(), reasons ? status : 0, reasons ? 16 : 0);
    }
}
