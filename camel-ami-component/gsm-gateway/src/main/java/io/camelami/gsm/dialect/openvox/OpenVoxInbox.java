package io.camelami.gsm.dialect.openvox;

import io.camelami.ami.AmiEvent;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.dialect.LocalTimes;
import io.camelami.gsm.dialect.SendReport;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.dialect.Verdict;
import io.camelami.gsm.event.InboundSms;
import io.camelami.gsm.pdu.Concatenation;
import io.camelami.gsm.pdu.SmsDeliver;
import io.camelami.gsm.pdu.SmsPdu;
import io.camelami.gsm.pdu.SmsPduException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads SMS out of the dialplan runs by which the driver announces them (gateways.md §2.4).
 *
 * <p>For each message, and each part of a long one, the driver makes a channel {@code EXTRA-SMS/<channel>-<n>}, sets
 * variables on it and runs extension {@code sms}. Three ways in, best first: the variable SMSPDU, which is exact and hex
 * and so cannot be broken by its own contents; the other variables; the arguments of a step that calls process_sms.
 * A run is told once, whichever of them was seen.
 *
 * <p>Asterisk 1.8 writes values raw, and an SMS may contain line ends: what follows one looks like headers, and like
 * events after an empty line. Where the run's variables are seen this is found out ({@link RawText}) and the forged
 * events are dropped. Where only AppData is seen, nothing on the wire tells them apart: such a message may forge another.
 * Without the PDU the parts of a long message are told one by one: the driver strips what tells that they are parts, and
 * only a guess ({@link JoinedByGuess}) can join them.
 */
final class OpenVoxInbox {
    private static final int REMEMBERED_RUNS = 512;
    private static final Pattern CHANNEL = Pattern.compile("EXTRA-SMS(SEND)?/(\\d{1,4})-.*");
    private static final Set<String> VARIABLES =
            Set.of("SMSSRC", "SMSTXT", "SMSPDU", "SMSTIME", "SMSTZ", "SMS_SEND_ID", "DIALSTATUS");
    private static final Pattern BARE_PREFIX = Pattern.compile("CDR\\([^)]*\\)=");

    private final ZoneId zone;
    private final boolean bareText;
    private final RawText rawText = new RawText();
    private final SpanNumbers spans = new SpanNumbers();
    private final Map<String, Run> runs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Run> eldest) {
            return size() > REMEMBERED_RUNS;
        }
    };

    /** One run of the dialplan. */
    private static final class Run {
        final Map<String, String> variables = new HashMap<>();
        boolean told;
    }

    OpenVoxInbox(ZoneId zone, boolean bareText) {
        this.zone = zone;
        this.bareText = bareText;
    }

    void linkLost() {
        runs.clear();
        rawText.reset();
    }

    /** @return one signal at most */
    List<Signal> read(AmiEvent event) {
        if (rawText.contains(event)) {
            return List.of();
        }
        Signal signal = null;
        if (event.is("VarSet")) {
            signal = variable(event);
        } else if (event.is("Newexten")) {
            signal = step(event);
        }
        return signal == null ? List.of() : List.of(signal);
    }

    private Signal variable(AmiEvent event) {
        Matcher channel = CHANNEL.matcher(text(event, "Channel"));
        if (!channel.matches()) {
            return null;
        }
        Run run = run(event);
        String name = text(event, "Variable");
        if (!VARIABLES.contains(name)) {
            return null;
        }
        run.variables.putIfAbsent(name, text(event, "Value"));
        if (run.told || channel.group(1) != null) {
            return null;
        }
        int span = span(channel);
        if (name.equals("SMSPDU")) {
            return told(run, fromPdu(run, span));
        }
        return name.equals("DIALSTATUS") ? told(run, fromVariables(run, span)) : null;
    }

    private Signal step(AmiEvent event) {
        String channelName = text(event, "Channel");
        Matcher channel = CHANNEL.matcher(channelName);
        boolean driver = channel.matches();
        if (driver && channel.group(1) != null) {
            return sendReport(event, channel);
        }
        String appData = text(event, "AppData");
        // The driver escapes quotes for the shell; a dialplan of one's own does not.
        ProcessSms arguments = ProcessSms.parse(appData, driver);
        if (arguments == null) {
            return driver && bareText ? bareText(event, channel, appData) : null;
        }
        if (driver) {
            spans.learn(channelNumber(channel), arguments.span());
        }
        Run run = run(event);
        return run.told ? null : told(run, fromAppData(arguments));
    }

    private Run run(AmiEvent event) {
        return runs.computeIfAbsent(text(event, "Channel") + " " + rawText.uniqueId(event), key -> new Run());
    }

    private static Signal told(Run run, Signal signal) {
        run.told |= signal != null;
        return signal;
    }

    private Signal fromPdu(Run run, int span) {
        try {
            if (SmsPdu.decode(text(run, "SMSPDU")) instanceof SmsDeliver sms) {
                Concatenation part = sms.concatenation();
                return new InboundPart(
                        span,
                        sms.sender(),
                        sms.text(),
                        sms.sentAt(),
                        false,
                        part == null ? null : Integer.toString(part.reference()),
                        part == null ? 1 : part.number(),
                        part == null ? 1 : part.total(),
                        InboundSms.Source.PDU);
            }
        } catch (SmsPduException e) {
            // Empty in text mode, and a broken one is no loss: the driver's own reading of it follows.
        }
        return null;
    }

    private Signal fromVariables(Run run, int span) {
        if (!run.variables.containsKey("SMSSRC") || !run.variables.containsKey("SMSTXT")) {
            return null;
        }
        String sender = text(run, "SMSSRC");
        String message = ProcessSms.unescape(text(run, "SMSTXT"));
        LocalDateTime time = LocalTimes.parse(run.variables.get("SMSTIME"));
        ZoneId told = zone(run.variables.get("SMSTZ"));
        return alone(span, sender, message, at(time, told), told == null, InboundSms.Source.EVENT);
    }

    private Signal fromAppData(ProcessSms sms) {
        LocalDateTime time = LocalTimes.parse(sms.time());
        return alone(sms.span(), sms.sender(), sms.text(), at(time, null), true, InboundSms.Source.APP_DATA);
    }

    /** The vendor's other sample: the first step shows nothing but the text (gateways.md §2.4). */
    private Signal bareText(AmiEvent event, Matcher channel, String appData) {
        Run run = run(event);
        if (run.told || !"1".equals(event.get("Priority")) || appData.isEmpty()) {
            return null;
        }
        String message = ProcessSms.unescape(BARE_PREFIX.matcher(appData).replaceFirst(""));
        return told(run, alone(span(channel), "", message, null, true, InboundSms.Source.APP_DATA));
    }

    /** An asynchronous send that is over; the id is known where the variables were seen. */
    private Signal sendReport(AmiEvent event, Matcher channel) {
        Run run = run(event);
        String id = run.variables.getOrDefault("SMS_SEND_ID", "");
        Verdict verdict =
                switch (text(event, "Extension")) {
                    case "sms_send_ok" -> Verdict.of(Outcome.SENT, "sms_send_ok", "the network took it");
                    case "sms_send_failed" ->
                        Verdict.failed(
                                FailureClass.RETRY_LATER, "sms_send_failed", "the modem or the network refused it");
                    default -> null;
                };
        if (run.told || verdict == null) {
            return null;
        }
        return told(run, new SendReport(id.isEmpty() ? null : id, span(channel), verdict));
    }

    private static InboundPart alone(
            int span,
            String sender,
            String text,
            OffsetDateTime sentAt,
            boolean zoneAssumed,
            InboundSms.Source source) {
        return new InboundPart(span, sender, text, sentAt, zoneAssumed && sentAt != null, null, 1, 1, source);
    }

    private OffsetDateTime at(LocalDateTime time, ZoneId told) {
        return time == null ? null : time.atZone(told == null ? zone : told).toOffsetDateTime();
    }

    /** {@code GMT+8}; null if it is nothing of the kind. */
    private static ZoneId zone(String printed) {
        return printed != null && printed.matches("GMT[+-]\\d{1,2}") && Integer.parseInt(printed.substring(4)) <= 14
                ? ZoneId.of(printed)
                : null;
    }

    private int span(Matcher channel) {
        return spans.ofChannel(channelNumber(channel));
    }

    private static int channelNumber(Matcher channel) {
        return Integer.parseInt(channel.group(2));
    }

    private static String text(Run run, String variable) {
        return run.variables.getOrDefault(variable, "");
    }

    private static String text(AmiEvent event, String header) {
        return Objects.requireNonNullElse(event.get(header), "");
    }
}
