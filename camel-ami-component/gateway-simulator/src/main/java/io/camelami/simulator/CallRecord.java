package io.camelami.simulator;

import io.camelami.simulator.manager.EventClass;
import io.camelami.simulator.manager.ManagerEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The event Cdr, which is the same in all versions. */
final class CallRecord {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private CallRecord() {}

    /**
     * @param destination name of the channel that was dialled, or an empty string
     * @param application the last step of the dial plan
     */
    static ManagerEvent of(
            PbxChannel channel, String destination, String application, String data, EndedCall call, ZoneId zone) {
        Party caller = channel.caller();
        String callerId =
                caller.name().isEmpty() ? caller.number() : "\"" + caller.name() + "\" <" + caller.number() + ">";
        return ManagerEvent.named("Cdr", EventClass.CDR)
                .header("AccountCode", "")
                .header("Source", caller.number())
                .header("Destination", channel.extension())
                .header("DestinationContext", channel.context())
                .header("CallerID", callerId)
                .header("Channel", channel.name())
                .header("DestinationChannel", destination)
                .header("LastApplication", application)
                .header("LastData", data)
                .header("StartTime", time(call.started(), zone))
                .header("AnswerTime", call.isAnswered() ? time(call.answered(), zone) : "")
                .header("EndTime", time(call.ended(), zone))
                .header("Duration", call.lasted())
                .header("BillableSeconds", call.talked())
                .header("Disposition", call.disposition())
                .header("AMAFlags", "DOCUMENTATION")
                .header("UniqueID", channel.uniqueId())
                .header("UserField", "")
                .build();
    }

    private static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }
}
