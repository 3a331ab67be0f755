package io.camelami.gsm.dialect.yeastar;

import io.camelami.ami.AmiEvent;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.dialect.InboundPart;
import io.camelami.gsm.dialect.LocalTimes;
import io.camelami.gsm.dialect.SendReport;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.dialect.Verdict;
import io.camelami.gsm.event.InboundSms;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

/** ReceivedSMS and UpdateSMSSend, with what firmware does differently (gateways.md §3.5). */
final class YeastarEvents {
    private final ZoneId zone;

    YeastarEvents(ZoneId zone) {
        this.zone = zone;
    }

    List<Signal> read(AmiEvent event) {
        if (event.is("ReceivedSMS")) {
            return List.of(received(event));
        }
        return event.is("UpdateSMSSend") ? List.of(sent(event)) : List.of();
    }

    /** The mark {@code --END SMS EVENT--} is a line without colon and may be missing: nothing depends on it. */
    private Signal received(AmiEvent event) {
        String id = text(event, "ID");
        LocalDateTime time = LocalTimes.parse(event.get("Recvtime"));
        OffsetDateTime sentAt = time == null ? null : time.atZone(zone).toOffsetDateTime();
        return new InboundPart(
                port(event),
                text(event, "Sender"),
                UrlText.decode(event.get("Content") == null ? "" : event.get("Content")),
                sentAt,
                sentAt != null,
                id.isEmpty() || id.equals("(null)") ? null : id,
                number(event, "Index", 0),
                Math.max(1, number(event, "Total", 1)),
                InboundSms.Source.EVENT);
    }

    /** GsmSpan is the port plus one; GsmPort and Port are the port itself. 0 if the firmware tells neither. */
    private static int port(AmiEvent event) {
        int span = number(event, "GsmSpan", 0);
        if (span > 1) {
            return YeastarTgSession.portOfSpan(span);
        }
        return Math.max(0, number(event, "GsmPort", number(event, "Port", 0)));
    }

    /** {@code (null)} is a message that somebody sent without an id: never one of ours. */
    private static Signal sent(AmiEvent event) {
        String id = text(event, "ID");
        String status = text(event, "Status");
        String reply = "UpdateSMSSend Status: " + (status.matches("-?\\d{1,5}") ? status : "?");
        Verdict verdict =
                switch (status) {
                    case "1" -> Verdict.of(Outcome.SENT, reply, "the network took it");
                    case "0" ->
                        Verdict.failed(
                                FailureClass.RETRY_LATER,
                                reply,
                                "the gateway could not send it and does not say why; a wrong number ends like this too");
                    default ->
                        Verdict.of(Outcome.UNKNOWN, reply, "the gateway reported a status this dialect does not know");
                };
        return new SendReport(id.isEmpty() || id.equals("(null)") ? null : id, 0, verdict);
    }

    private static int number(AmiEvent event, String header, int otherwise) {
        String value = text(event, header);
        return value.matches("\\d{1,4}") ? Integer.parseInt(value) : otherwise;
    }

    private static String text(AmiEvent event, String header) {
        String value = event.get(header);
        return value == null ? "" : value.strip();
    }
}
