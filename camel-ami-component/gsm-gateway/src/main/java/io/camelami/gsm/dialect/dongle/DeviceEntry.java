package io.camelami.gsm.dialect.dongle;

import io.camelami.ami.AmiEvent;
import io.camelami.gsm.Span;
import io.camelami.gsm.dialect.GsmShowSpans;
import java.util.Set;

/** One device of the driver's list (gateways.md §4.4), as a span. */
final class DeviceEntry {
    /** States in which there is no modem, or none that is done with its first commands. */
    private static final Set<String> NO_MODEM = Set.of("Not connected", "Not initialized", "Stopped");

    private static final Set<String> BUSY =
            Set.of("Ring", "Waiting", "Dialing", "Incoming", "Outgoing", "Held", "Active", "SMS");

    private final AmiEvent entry;

    DeviceEntry(AmiEvent entry) {
        this.entry = entry;
    }

    String device() {
        return text("Device");
    }

    /** Only bg111's driver can be configured not to use PDUs. */
    boolean original() {
        return entry.get("SMSPDU") != null;
    }

    /** bg111's driver with {@code smsaspdu=no} takes no PDUs. */
    boolean textMode() {
        return text("SMSPDU").equals("No");
    }

    Span span(int number, DeviceNews news) {
        String state = text("State");
        String status = text("GSMRegistrationStatus");
        Boolean registered = status.isEmpty() || status.equals("Unknown") ? null : status.startsWith("Registered");
        StringBuilder words = new StringBuilder(device())
                .append(": ")
                .append(state)
                .append(", ")
                .append(status);
        if (textMode()) {
            words.append(", smsaspdu=no");
        }
        for (String port : new String[] {text("AudioState"), text("DataState")}) {
            if (state.equals("Not connected") && news.failure(port) != null) {
                words.append(", ").append(port).append(": ").append(news.failure(port));
            }
        }
        return new Span(
                number,
                registered == Boolean.TRUE && !NO_MODEM.contains(state) && !textMode(),
                registered,
                // Without a modem the driver lists the strength that it begins with.
                NO_MODEM.contains(state) ? null : GsmShowSpans.signal(text("RSSI")),
                text("ProviderName").equals("NONE") ? null : known("ProviderName"),
                known("IMSIState"),
                known("IMEIState"),
                busy(state),
                device(),
                words.toString());
    }

    private static Boolean busy(String state) {
        return state.equals("Free") ? Boolean.FALSE : BUSY.contains(state) ? Boolean.TRUE : null;
    }

    private String known(String header) {
        String value = text(header).strip();
        return value.isEmpty() ? null : value;
    }

    private String text(String header) {
        String value = entry.get(header);
        return value == null ? "" : value;
    }
}
