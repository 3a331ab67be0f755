package io.camelami.simulator;

import io.camelami.simulator.DongleEncoding.Part;
import io.camelami.simulator.manager.LinkCutException;
import io.camelami.simulator.manager.ManagerAction;
import io.camelami.simulator.manager.Wire;
import io.camelami.simulator.sms.SubmitPdu;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sends what actions and commands ask for, and tells what became of it as each driver does. */
final class DongleSender {
    private static final Duration NO_LIMIT = Duration.ofDays(1);
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d*");
    private static final Pattern ORIGINAL_NUMBER = Pattern.compile("\\+?[0-9*#abc]*");
    private static final Pattern USSD_CODE = Pattern.compile("[0-9*#]+");
    private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{2})+");
    private static final String NO_ID = "(nil)";

    private final GatewayParts parts;
    private final DongleDriver driver;
    private final Map<String, DongleDevice> devices;
    private final DongleEvents events;
    private final DongleReports reports;
    private final DongleIds ids = new DongleIds();

    DongleSender(GatewayParts parts, DongleDriver driver, Map<String, DongleDevice> devices, DongleEvents events) {
        this.parts = parts;
        this.driver = driver;
        this.devices = devices;
        this.events = events;
        this.reports = new DongleReports(parts, events, devices);
    }

    /**
     * One message to send; all texts are wire text.
     *
     * @param payload what comes back in reports, or an empty string
     */
    record Message(String device, String number, String text, boolean report, String payload) {

        static Message of(ManagerAction action) {
            String report = action.header("Report").toLowerCase(java.util.Locale.ROOT);
            return new Message(
                    action.header("Device"),
                    action.header("Number"),
                    action.header("Message"),
                    List.of("yes", "true", "y", "t", "1", "on").contains(report),
                    action.header("Payload"));
        }
    }

    DongleReply send(Message message) {
        return driver.isOriginal() ? sendOriginal(message) : sendLater(message);
    }

    private DongleReply sendLater(Message message) {
        String name = message.device();
        if (!NUMBER.matcher(message.number()).matches()) {
            return DongleReply.refused("[" + name + "] Invalid phone number");
        }
        DongleDevice device = devices.get(name);
        if (device == null || !device.isUsable()) {
            return disconnected(name);
        }
        Optional<String> text = DongleEncoding.utf8(DongleEncoding.unescaped(message.text()));
        if (text.isEmpty()) {
            return DongleReply.refused("[" + name + "] Cannot parse UTF-8");
        }
        List<Part> pieces = DongleEncoding.later(text.get());
        List<SendBehaviour> behaviours = new ArrayList<>();
        pieces.forEach(piece -> behaviours.add(device.modem().nextBehaviour()));
        int session = device.session();
        device.modem().enqueue(() -> {
            if (session == device.session()) {
                submitAll(device, session, message, pieces, behaviours);
            }
        });
        if (behaviours.contains(SendBehaviour.LOSE_LINK)) {
            throw LinkCutException.reset();
        }
        return new DongleReply(true, "[" + name + "] SMS queued for send", null);
    }

    /** Each part in turn; the first refusal is told at once, and is the last thing told. */
    private void submitAll(
            DongleDevice device, int session, Message message, List<Part> pieces, List<SendBehaviour> behaviours)
            throws InterruptedException {
        boolean told = false;
        for (int i = 0; i < pieces.size(); i++) {
            SentSms sms = new SentSms(
                    device.modem().span(),
                    Wire.text(message.number()),
                    pieces.get(i).text(),
                    Wire.text(message.payload()));
            SendBehaviour behaviour = fits(pieces.get(i)) ? asQueued(behaviours.get(i)) : SendBehaviour.FAILED;
            device.modem().send(sms, behaviour, NO_LIMIT);
            if (session != device.session()) {
                return;
            }
            if (behaviour == SendBehaviour.FAILED && !told) {
                events.submitted(device.name(), message.number(), message.payload(), false);
            }
            told |= behaviour != SendBehaviour.SENT;
        }
        if (!told && message.report()) {
            reports.tell(device, message, pieces.size());
        } else if (!told) {
            events.submitted(device.name(), message.number(), message.payload(), true);
        }
    }

    private boolean fits(Part part) {
        return part.fits() || parts.has(Quirk.DONGLE_ANY_LENGTH);
    }

    private DongleReply sendOriginal(Message message) {
        String name = message.device();
        if (!ORIGINAL_NUMBER.matcher(message.number()).matches()) {
            return new DongleReply(false, "[" + name + "] Invalid destination number", NO_ID);
        }
        Optional<DongleReply> unusable = unusable(name);
        if (unusable.isPresent()) {
            return unusable.get();
        }
        Optional<Part> piece = DongleEncoding.utf8(message.text()).flatMap(DongleEncoding::original);
        if (piece.isEmpty() || message.number().length() > 100) {
            return new DongleReply(false, "[" + name + "] Error adding SMS commands to queue", NO_ID);
        }
        // Every number goes out as an international one.
        String to = "+" + (message.number().startsWith("+") ? message.number().substring(1) : message.number());
        DongleDevice device = devices.get(name);
        return submit(device, new SentSms(device.modem().span(), to, piece.get().text(), ""), fits(piece.get()));
    }

    /** A PDU of the client's own; the driver looks at nothing but its being hex. */
    DongleReply sendPdu(String name, String pdu) {
        Optional<DongleReply> unusable = unusable(name);
        if (unusable.isPresent()) {
            return unusable.get();
        }
        if (!HEX.matcher(pdu).matches()) {
            return new DongleReply(false, "[" + name + "] Error adding SMS commands to queue", NO_ID);
        }
        DongleDevice device = devices.get(name);
        int span = device.modem().span();
        Optional<SubmitPdu> submit = SubmitPdu.decode(pdu);
        SentSms sms = submit.map(s -> new SentSms(span, s.to(), s.text(), "")).orElse(new SentSms(span, "", "", ""));
        return submit(device, sms, submit.isPresent());
    }

    private DongleReply submit(DongleDevice device, SentSms sms, boolean acceptable) {
        SendBehaviour scripted = device.modem().nextBehaviour();
        SendBehaviour behaviour = acceptable ? asQueued(scripted) : SendBehaviour.FAILED;
        String id = ids.take();
        int session = device.session();
        device.modem().enqueue(() -> {
            if (session == device.session()) {
                device.modem().send(sms, behaviour, NO_LIMIT);
            }
            ids.release(id, () -> {
                if (session == device.session() && behaviour != SendBehaviour.SILENT) {
                    events.sendStatus("SMSStatus", device.name(), id, behaviour == SendBehaviour.SENT);
                }
            });
        });
        if (scripted == SendBehaviour.LOSE_LINK) {
            throw LinkCutException.reset();
        }
        return new DongleReply(true, "[" + device.name() + "] SMS queued for send", id);
    }

    DongleReply sendUssd(String name, String code) {
        if (!USSD_CODE.matcher(code).matches()) {
            return new DongleReply(false, "[" + name + "] Invalid USSD", driver.isOriginal() ? NO_ID : null);
        }
        Optional<DongleReply> unusable = driver.isOriginal() ? unusable(name) : Optional.empty();
        DongleDevice device = devices.get(name);
        if (unusable.isPresent() || device == null || !device.isUsable()) {
            return unusable.orElseGet(() -> disconnected(name));
        }
        SendBehaviour behaviour = device.modem().nextBehaviour();
        String id = driver.isOriginal() ? ids.take() : null;
        int session = device.session();
        device.modem().enqueue(() -> {
            if (session == device.session()) {
                device.modem().use();
                askNetwork(device, code, id, behaviour);
            }
            if (id != null) {
                ids.release(id, () -> {});
            }
        });
        if (behaviour == SendBehaviour.LOSE_LINK) {
            throw LinkCutException.reset();
        }
        return new DongleReply(true, "[" + name + "] USSD queued for send", id);
    }

    private void askNetwork(DongleDevice device, String code, String id, SendBehaviour behaviour) {
        boolean taken = behaviour != SendBehaviour.FAILED;
        if (id != null) {
            events.sendStatus("USSDStatus", device.name(), id, taken);
        }
        if (taken && behaviour != SendBehaviour.SILENT && behaviour != SendBehaviour.TIMEOUT) {
            receiveUssd(device, DongleUssd.line(device.modem().dial(code)));
        }
    }

    /** A line of the modem about USSD, asked for or not. */
    void receiveUssd(DongleDevice device, String line) {
        events.newCusd(device.name(), Wire.of(line));
        DongleUssd.read(driver, line).ifPresent(text -> events.newUssd(device.name(), text));
    }

    private static DongleReply disconnected(String name) {
        return DongleReply.refused("[" + name + "] Device disconnected");
    }

    /** The ID behind these is whatever the stack held. */
    private Optional<DongleReply> unusable(String name) {
        DongleDevice device = devices.get(name);
        if (device == null) {
            return Optional.of(new DongleReply(false, "[" + name + "] no such device", "0x180"));
        }
        if (!device.isReady()) {
            return Optional.of(new DongleReply(false, "[" + name + "] device disabled", "0x180"));
        }
        return device.isUsable()
                ? Optional.empty()
                : Optional.of(new DongleReply(
                        false, "[" + name + "] Device not connected / initialized / registered", NO_ID));
    }

    /** Queued messages know no busy modem, and one that never hears of its message is like one that says nothing. */
    private static SendBehaviour asQueued(SendBehaviour behaviour) {
        return switch (behaviour) {
            case BUSY, LOSE_LINK -> SendBehaviour.SENT;
            case TIMEOUT -> SendBehaviour.SILENT;
            case SENT, FAILED, SILENT -> behaviour;
        };
    }
}
