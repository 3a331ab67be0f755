package io.camelami.simulator;

import io.camelami.simulator.Radio.Modem;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One modem as the driver sees it. */
final class DongleDevice {
    private final DongleDriver driver;
    private final Modem modem;
    private final Deque<ReportBehaviour> reports = new ArrayDeque<>();
    private boolean connected = true;
    private boolean stopped;
    private int session;

    private DongleDevice(DongleDriver driver, Modem modem) {
        this.driver = driver;
        this.modem = modem;
    }

    static Map<String, DongleDevice> all(DongleDriver driver, Collection<Modem> modems) {
        Map<String, DongleDevice> devices = new TreeMap<>();
        for (Modem modem : modems) {
            DongleDevice device = new DongleDevice(driver, modem);
            devices.put(device.name(), device);
        }
        return devices;
    }

    /** Span n is device n - 1. */
    String name() {
        return driver.word() + index();
    }

    int index() {
        return modem.span() - 1;
    }

    Modem modem() {
        return modem;
    }

    /** Of the second of its two ports, which takes the AT commands. */
    String dataPort() {
        return String.format(Locale.ROOT, "/dev/ttyUSB%03d", index() * 2 + 2);
    }

    String audioPort() {
        return String.format(Locale.ROOT, "/dev/ttyUSB%03d", index() * 2 + 1);
    }

    synchronized boolean isReady() {
        return connected && !stopped;
    }

    /** Whether messages can be sent over it. */
    boolean isUsable() {
        return isReady() && modem.state().registered();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized void setStopped(boolean stopped) {
        this.stopped = stopped;
    }

    /** Whether the modem is there; what was queued for it is dropped when it goes, without a word. */
    synchronized void setConnected(boolean connected) {
        this.connected = connected;
        if (!connected) {
            session++;
        }
    }

    /** Grows with each disconnection: a job of an earlier session is void. */
    synchronized int session() {
        return session;
    }

    synchronized void scriptReports(List<ReportBehaviour> behaviours) {
        reports.addAll(behaviours);
    }

    synchronized ReportBehaviour nextReport() {
        return reports.isEmpty() ? ReportBehaviour.DELIVERED : reports.remove();
    }
}
