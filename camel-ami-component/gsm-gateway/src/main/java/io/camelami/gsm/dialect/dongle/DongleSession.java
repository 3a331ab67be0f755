package io.camelami.gsm.dialect.dongle;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.Capabilities;
import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.Capabilities.SmsFeature;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.Span;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.LinkNeeds;
import io.camelami.gsm.dialect.SendReport;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.dialect.SmsPlan;
import io.camelami.gsm.dialect.SmsRefusedException;
import io.camelami.gsm.dialect.SpanNews;
import io.camelami.gsm.dialect.UssdNews;
import io.camelami.gsm.dialect.UssdStep;
import io.camelami.gsm.pdu.SmsStatusReport;
import io.camelami.gsm.ussd.UssdReply;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Asterisk with USB modems. */
final class DongleSession implements DialectSession {
    private static final Logger LOG = LoggerFactory.getLogger(DongleSession.class);
    /** What bg111's driver numbers; wdoekes' takes only what fits one line of AMI. */
    private static final int PARTS_ORIGINAL = 255;

    private static final int PARTS_LATER = 6;
    private static final Pattern STATUSES = Pattern.compile("(\\d{3},)*");

    private final String gateway;
    private final String prefix;
    private final DongleOptions options;
    private final Devices devices;
    private final Ledger ledger = new Ledger();
    private final DeviceNews news = new DeviceNews();
    private final DongleInbox inbox;
    private final DongleOutbox outbox;
    private final StrayReports strays = new StrayReports();
    /** Those that were warned of. */
    private final Set<String> inTextMode = ConcurrentHashMap.newKeySet();

    private volatile Driver driver;

    /** @param prefix what the names of actions and events begin with */
    DongleSession(String gateway, String prefix, DongleOptions options) {
        this.gateway = gateway;
        this.prefix = prefix;
        this.options = options;
        this.driver = options.driver();
        this.devices = new Devices(prefix.toLowerCase(Locale.ROOT), options.devices());
        // Messages may come before the driver has been found out: then it may be one that joins.
        this.inbox = new DongleInbox(gateway, devices, () -> driver != Driver.ORIGINAL);
        this.outbox = new DongleOutbox(prefix, options, devices, ledger);
    }

    @Override
    public Capabilities capabilities() {
        Driver known = driver;
        boolean original = known == Driver.ORIGINAL;
        boolean later = known == Driver.LATER;
        Set<Outcome> outcomes = EnumSet.of(Outcome.SENT, Outcome.ACCEPTED, Outcome.EXPIRED);
        // What both have, until it is known which one it is.
        Set<SmsFeature> sms = EnumSet.of(SmsFeature.NEWLINES, SmsFeature.UNICODE, SmsFeature.VALIDITY);
        if (original) {
            sms.add(SmsFeature.FLASH);
        }
        if (later) {
            sms.add(SmsFeature.DELIVERY_REPORT);
            outcomes.add(Outcome.DELIVERED);
        }
        return new Capabilities(
                Set.of(
                        Operation.SEND_SMS,
                        Operation.RECEIVE_SMS,
                        Operation.SEND_USSD,
                        Operation.RECEIVE_USSD,
                        Operation.ORIGINATE,
                        Operation.REDIRECT,
                        Operation.HANGUP,
                        Operation.CALL_CONTROL,
                        Operation.COMMAND,
                        Operation.ACTION,
                        Operation.SPANS),
                outcomes,
                original ? PARTS_ORIGINAL : PARTS_LATER,
                sms);
    }

    @Override
    public LinkNeeds needs() {
        return new LinkNeeds("system,call,cdr", 0);
    }

    @Override
    public String mayBeMissing() {
        return "SMS that arrived meanwhile, and results and delivery reports of messages sent before: the driver tells of"
                + " them once, to whoever is logged in, and deletes what it could read from the SIM";
    }

    /** With bg111's driver the list also tells which devices take PDUs. */
    @Override
    public boolean ready() {
        return driver == Driver.LATER || driver == Driver.ORIGINAL && devices.listed();
    }

    @Override
    public SmsPlan plan(SmsRequest request) throws SmsRefusedException {
        Driver known = driver;
        if (known == null) {
            throw new SmsRefusedException(
                    FailureClass.RETRY_LATER,
                    "the driver is not known: " + prefix
                            + "ShowDevices was not answered with devices; the AMI user needs the"
                            + " right (write) reporting or system for it, or set dialect option driver to bg111 or wdoekes");
        }
        return outbox.plan(request, known);
    }

    @Override
    public UssdStep ussd(String code, boolean menu) {
        return new DongleUssd(prefix, devices, code);
    }

    @Override
    public boolean reads(String event) {
        return event.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    @Override
    public List<Signal> read(AmiEvent event) {
        if (!reads(event.name())) {
            return List.of();
        }
        String device = text(event, "Device");
        int span = devices.span(device);
        return switch (event.name().substring(prefix.length()).toLowerCase(Locale.ROOT)) {
            case "newcmgr" -> cmgr(device, span, text(event, "Message"));
            case "newsmsbase64" -> List.copyOf(inbox.base64(device, text(event, "From"), text(event, "Message")));
            case "smsstatus" -> {
                evidence(Driver.ORIGINAL, event.name());
                yield signals(ledger.status(
                        device, span, text(event, "ID"), text(event, "Status").equals("Sent")));
            }
            case "report" -> {
                evidence(Driver.LATER, event.name());
                yield signals(report(event, span));
            }
            case "newcusd" -> ussd(span, DongleUssd.read(text(event, "Message")));
            case "ussdstatus" -> {
                evidence(Driver.ORIGINAL, event.name());
                yield ussd(span, text(event, "Status").equals("NotSent") ? DongleUssd.refused() : null);
            }
            case "status" -> status(device, span, text(event, "Status"));
            case "portfail" ->
                // Its Device is the file that cannot be opened, not the name of the device.
                news.portFailed(device, text(event, "Message") + " (error " + text(event, "ErrorCode") + ")")
                        ? List.of(new SpanNews())
                        : List.of();
            default -> List.of();
        };
    }

    private List<Signal> status(String device, int span, String status) {
        List<Signal> signals = new ArrayList<>();
        if (status.equals("Disconnect")) {
            signals.addAll(ledger.disconnected(device, span));
        }
        if (news.status(device, status)) {
            signals.add(new SpanNews());
        }
        return signals;
    }

    private List<Signal> cmgr(String device, int span, String line) {
        DongleInbox.Content content = inbox.cmgr(device, line);
        return signals(content.report() == null ? content.part() : delivery(device, span, content.report()));
    }

    private Signal delivery(String device, int span, SmsStatusReport report) {
        SendReport told = ledger.delivery(device, span, report);
        // bg111's driver has no event for any report, and wdoekes' none for those that are not the last word.
        boolean toldOnlyHere = driver == Driver.ORIGINAL || report.pending();
        return told == null || told.key() != null || toldOnlyHere ? told : strays.seen(device, told);
    }

    /** Type 2 comes with the name of whichever device looked first: only the payload says which message it means. */
    private Signal report(AmiEvent event, int span) {
        String type = text(event, "Type");
        String statuses = text(event, "Report");
        boolean readable = type.matches("[012]") && STATUSES.matcher(statuses).matches();
        if (!readable) {
            return null;
        }
        String payload = text(event, "Payload");
        List<Integer> ofParts = Stream.of(statuses.split(","))
                .filter(status -> !status.isEmpty())
                .map(Integer::valueOf)
                .toList();
        if (!ledger.knows(payload)) {
            strays.toldByDriver(text(event, "Device"), ofParts.size());
        }
        return ledger.report(
                payload,
                type.equals("2") ? 0 : span,
                text(event, "Success").equals("1"),
                Integer.parseInt(type),
                ofParts);
    }

    private static List<Signal> ussd(int span, UssdReply reply) {
        return reply == null ? List.of() : List.of(new UssdNews(span, reply));
    }

    private static List<Signal> signals(Signal signal) {
        return signal == null ? List.of() : List.of(signal);
    }

    /** What only one family does. */
    private void evidence(Driver family, String what) {
        if (driver == null) {
            driver = family;
            LOG.info(
                    "{}: the driver is {}, as {} shows (option driver)",
                    gateway,
                    family == Driver.ORIGINAL ? "bg111's" : "wdoekes'",
                    what);
            if (family == Driver.ORIGINAL && options.report()) {
                LOG.warn(
                        "{}: messages that do not say otherwise are refused: option report=true of dialect {}{}",
                        gateway,
                        DongleDialect.NAME,
                        DongleOptions.NO_REPORTS);
            }
        }
    }

    @Override
    public void linkLost() {
        ledger.linkLost();
        inbox.linkLost();
        news.linkLost();
    }

    @Override
    public AmiAction listSpans() {
        return AmiAction.of(prefix + "ShowDevices");
    }

    @Override
    public List<Span> readSpans(AmiResponse answer) {
        if (!answer.success()) {
            throw new IllegalStateException("the server answered " + prefix + "ShowDevices with: " + answer.message()
                    + "; the driver has to be loaded, and the AMI user needs the right (write) reporting or system");
        }
        List<DeviceEntry> entries = answer.events().stream()
                .filter(event -> event.is(prefix + "DeviceEntry"))
                .map(DeviceEntry::new)
                .toList();
        devices.learn(entries.stream().map(DeviceEntry::device).toList());
        devices.inTextMode(entries.stream()
                .filter(DeviceEntry::textMode)
                .map(DeviceEntry::device)
                .toList());
        if (!entries.isEmpty()) {
            evidence(entries.get(0).original() ? Driver.ORIGINAL : Driver.LATER, prefix + "DeviceEntry");
        }
        List<Span> spans = new ArrayList<>();
        for (DeviceEntry entry : entries) {
            warnOfTextMode(entry);
            int number = devices.span(entry.device());
            if (number > 0) {
                spans.add(entry.span(number, news));
            }
        }
        return List.copyOf(spans);
    }

    private void warnOfTextMode(DeviceEntry entry) {
        if (!entry.textMode()) {
            inTextMode.remove(entry.device());
        } else if (inTextMode.add(entry.device())) {
            LOG.warn("{}: nothing is sent over device {}: {}", gateway, entry.device(), DongleOutbox.TEXT_MODE);
        }
    }

    private static String text(AmiEvent event, String header) {
        String value = event.get(header);
        return value == null ? "" : value;
    }
}
