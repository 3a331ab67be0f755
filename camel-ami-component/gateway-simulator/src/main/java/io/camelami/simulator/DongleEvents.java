package io.camelami.simulator;

import io.camelami.simulator.manager.ManagerEvent;
import io.camelami.simulator.manager.Wire;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The events of the drivers, header by header. Texts are wire text. */
final class DongleEvents {
    private final GatewayParts parts;
    private final DongleDriver driver;

    DongleEvents(GatewayParts parts, DongleDriver driver) {
        this.parts = parts;
        this.driver = driver;
    }

    /** What the modem said about a stored message, as the driver read it. */
    void newCmgr(String device, int tpduLength, String pdu) {
        emit(event("NewCMGR", device).header("Message", "+CMGR: 0,," + tpduLength + "\\r\\n" + pdu));
    }

    /**
     * A message in both forms.
     *
     * @param from as it is told
     * @param text all of it, as Base64 holds it; the lines end where C strings do
     */
    void newSms(String device, String from, String text) {
        ManagerEvent.Builder lines = event("NewSMS", device).header("From", from);
        // The driver ends its lines itself and gives them to a function that ends them again: an empty message follows.
        emit(lines(lines, text).line(""));
        emit(event("NewSMSBase64", device).header("From", from).header("Message", base64(text)));
        callDialplan("sms", from, device);
    }

    void newCusd(String device, String line) {
        emit(event("NewCUSD", device).header("Message", line));
    }

    void newUssd(String device, String text) {
        emit(lines(event("NewUSSD", device), text));
        emit(event("NewUSSDBase64", device).header("Message", base64(text)));
        callDialplan("ussd", "ussd", device);
    }

    /** bg111: what the modem said to a message, {@code SMSStatus}, or to a code, {@code USSDStatus}. */
    void sendStatus(String name, String device, String id, boolean sent) {
        emit(event(name, device).header("ID", id).header("Status", sent ? "Sent" : "NotSent"));
    }

    /** Of a submission without a report, or of a refused one. */
    void submitted(String device, String to, String payload, boolean success) {
        report(device, to, payload, "", "", success, 0, "");
    }

    /** Of the reports that came for all parts, with the status of each. */
    void reported(String device, String to, String payload, String sentAt, String doneAt, List<Integer> statuses) {
        StringBuilder list = new StringBuilder();
        statuses.forEach(status -> list.append("%03d,".formatted(status)));
        boolean success = statuses.stream().allMatch(status -> status == 0);
        report(device, to, payload, sentAt, doneAt, success, 1, list.toString());
    }

    void expired(String device, String to, String payload) {
        report(device, to, payload, "", "", false, 2, "");
    }

    private void report(
            String device,
            String to,
            String payload,
            String sentAt,
            String doneAt,
            boolean success,
            int type,
            String list) {
        emit(event("Report", device)
                .header("Payload", payload)
                .header("SCTS", sentAt)
                .header("DT", doneAt)
                .header("Success", success ? 1 : 0)
                .header("Type", type)
                .header("Report", list));
        callDialplan("report", to, device);
    }

    private void status(String device, String status) {
        emit(event("Status", device).header("Status", status));
    }

    /** Sending works from the last of these on. */
    void connected(String device) {
        status(device, "Connect");
        status(device, "Register");
        status(device, "Initialize");
    }

    void registration(String device, boolean registered) {
        status(device, registered ? "Register" : "Unregister");
    }

    void disconnected(String device) {
        status(device, "Free");
        status(device, "Disconnect");
    }

    void portFail(String port, int errorCode) {
        emit(event("PortFail", port).header("Message", "Open Failed").header("ErrorCode", errorCode));
    }

    private ManagerEvent.Builder event(String name, String device) {
        return driver.event(name).header("Device", device);
    }

    private void emit(ManagerEvent.Builder event) {
        parts.events().accept(event.build());
    }

    private static ManagerEvent.Builder lines(ManagerEvent.Builder event, String text) {
        int nul = text.indexOf('\0');
        List<String> lines = new ArrayList<>();
        for (String line : (nul < 0 ? text : text.substring(0, nul)).split("[\r\n]")) {
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        event.header("LineCount", lines.size());
        for (int i = 0; i < lines.size(); i++) {
            event.header("MessageLine" + i, lines.get(i));
        }
        return event;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(Wire.bytes(text));
    }

    /** Each message, answer and report is also a call into the dialplan, whose events say nothing new. */
    private void callDialplan(String extension, String callerId, String device) {
        DongleDialplanCall.events(driver, parts.serial(), extension, callerId, device)
                .forEach(parts.events());
    }
}
