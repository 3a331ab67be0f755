package io.camelami.gsm.dialect.dongle;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the drivers' events tell of devices, and whether it is new: {@code Register} comes again with every update of the
 * location, {@code DonglePortFail} every few seconds while a modem is unplugged. Thread-safe: events come from one thread,
 * lists are read by others.
 */
final class DeviceNews {
    private static final Set<String> CONNECTION = Set.of("Connect", "Disconnect", "Initialize");
    private static final Set<String> REGISTRATION = Set.of("Register", "Unregister");
    /** As many as spans can be. */
    private static final int MOST = 999;

    private final Map<String, String> connection = new HashMap<>();
    private final Map<String, String> registration = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();

    /** @return false if it was told before, or is about calls ({@code Used}, {@code Free}) */
    synchronized boolean status(String device, String status) {
        if (REGISTRATION.contains(status)) {
            return isNew(registration, device, status);
        }
        if (!CONNECTION.contains(status)) {
            return false;
        }
        registration.remove(device);
        if (status.equals("Connect")) {
            // Which of the ports is open now it does not tell; the others will fail again soon.
            failures.clear();
        }
        return isNew(connection, device, status);
    }

    /** @param port the file of a modem, which is what the event has in place of the device's name */
    synchronized boolean portFailed(String port, String why) {
        return isNew(failures, port, why);
    }

    /** Why a port could not be opened last; null if it could. */
    synchronized String failure(String port) {
        return failures.get(port);
    }

    /** What was told meanwhile nobody knows. */
    synchronized void linkLost() {
        connection.clear();
        registration.clear();
        failures.clear();
    }

    private static boolean isNew(Map<String, String> told, String key, String what) {
        if (told.size() >= MOST && !told.containsKey(key)) {
            return false;
        }
        return !what.equals(told.put(key, what));
    }
}
