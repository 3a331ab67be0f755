package io.camelami.component.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.wire.Capture.Side;
import io.camelami.component.recorded.Arrivals.Message;
import io.camelami.component.recorded.Arrivals.Report;
import io.camelami.component.recorded.Arrivals.Slot;
import io.camelami.component.recorded.Replay.Delivery;
import io.camelami.component.recorded.Replay.Told;
import io.camelami.gsm.Outcome;
import io.camelami.simulator.Personality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every message that a modem had in the recordings of both drivers, against what a route receives when the server says again
 * what it said then.
 */
class RecordedInboundTest {
    private static final String HALF_A_PDU =
            "not told, the log says so: the modem gave half of a PDU, and half of a text would be a wrong one";
    private static final String HALF_A_CHARACTER = "half of a character is none, and becomes U+FFFD";
    private static final String A_PART_IS_MISSING =
            "told when reassemblyTimeout is over, CamelAmiGsmMissingParts says what is missing";

    /** What cannot reach a route as it was sent, by recording and scenario, and why. */
    private static final Map<String, String> NOT_AS_SENT = Map.of(
            "bg111 inbound_broken: TPDU cut short", HALF_A_PDU,
            "wdoekes inbound_broken: TPDU cut short", HALF_A_PDU,
            "bg111 inbound: lone surrogate", HALF_A_CHARACTER,
            "wdoekes inbound: lone surrogate", HALF_A_CHARACTER,
            "bg111 inbound_parts: part 2 of 2 never comes", A_PART_IS_MISSING,
            "wdoekes inbound_parts: part 2 of 2 never comes", A_PART_IS_MISSING);

    private static final String NO_MESSAGE = "there was no message";

    /** What left no trace on AMI, and why. */
    private static final Map<String, String> NO_TRACE = new TreeMap<>(Map.of(
            "bg111 inbound_stored: the SIM holds two messages when the modem is put back",
            "this driver leaves what it finds in the SIM where it is, and tells nothing of it",
            "bg111 inbound_broken: notification of an empty slot",
            NO_MESSAGE,
            "wdoekes inbound_broken: notification of an empty slot",
            NO_MESSAGE,
            "bg111 inbound_broken: index -1",
            NO_MESSAGE,
            "wdoekes inbound_broken: index -1",
            NO_MESSAGE,
            "bg111 inbound_broken: memory full",
            NO_MESSAGE,
            "wdoekes inbound_broken: memory full",
            NO_MESSAGE));

    /**
     * A report of the network.
     *
     * @param statuses what the network said, for the table
     * @param driver what the driver's own event for it says, for the table
     */
    private record Reported(Delivery delivery, String statuses, String driver) {}

    @Test
    void a_route_receives_every_recorded_message_once_and_as_the_network_sent_it() throws Exception {
        List<List<String>> rows = new ArrayList<>();
        List<String> differing = new ArrayList<>();
        for (Recording recording : ofInterest()) {
            Arrivals arrivals = new Arrivals(recording);
            if (arrivals.messages().isEmpty()) {
                continue;
            }
            List<Told> told =
                    Replay.check(recording, personality(recording), expected(arrivals), deliveries(reported(arrivals)));
            int next = 0;
            for (Message message : arrivals.messages()) {
                String where = recording + ": " + message.slots().get(0).scenario;
                String ours = message.text() == null ? null : told.get(next++).text();
                if (ours == null
                        || !ours.equals(message.text())
                        || !message.missing().isEmpty()) {
                    differing.add(where);
                }
                rows.add(row(recording, message, ours, NOT_AS_SENT.getOrDefault(where, "")));
            }
        }
        NO_TRACE.forEach((where, why) -> rows.add(
                List.of(where.split(": ")[0], where.split(": ")[1], "nothing", "nothing", "nothing", "nothing", why)));

        assertThat(differing).containsExactlyInAnyOrderElementsOf(NOT_AS_SENT.keySet());
        Page.check(
                "received",
                List.of(
                        "Recording",
                        "Scenario",
                        "The network sent",
                        "NewSMS",
                        "NewSMSBase64",
                        "The route receives",
                        "Remark"),
                rows);
    }

    @Test
    void a_route_receives_every_recorded_delivery_report_once() throws Exception {
        List<List<String>> rows = new ArrayList<>();
        for (Recording recording : ofInterest()) {
            Arrivals arrivals = new Arrivals(recording);
            List<Reported> reported = reported(arrivals);
            if (!reported.isEmpty()) {
                Replay.check(recording, personality(recording), expected(arrivals), deliveries(reported));
            }
            reported.forEach(report -> rows.add(List.of(
                    recording.toString(),
                    report.statuses(),
                    report.driver(),
                    report.delivery().outcome()
                            + (report.delivery().id() == null
                                    ? ""
                                    : " " + report.delivery().id()))));
        }
        Page.check(
                "reports",
                List.of("Recording", "TP-Status of the network", "DongleReport", "The route receives"),
                rows);
    }

    @Test
    void a_route_receives_the_same_under_the_names_of_chan_quectel() throws Exception {
        for (Recording recording : ofInterest()) {
            if (!recording.isOriginal()) {
                Arrivals arrivals = new Arrivals(recording);
                Replay.check(recording, Personality.QUECTEL, expected(arrivals), deliveries(reported(arrivals)));
            }
        }
    }

    @Test
    void what_left_no_trace_is_in_nothing_that_the_server_said() {
        NO_TRACE.keySet().forEach(where -> {
            Recording recording = Recording.all().stream()
                    .filter(candidate -> where.startsWith(candidate + ": "))
                    .findFirst()
                    .orElseThrow();
            StringBuilder said = new StringBuilder();
            boolean within = false;
            boolean found = false;
            for (Recording.Entry entry : recording.entries()) {
                if (entry.kind() == Side.REMARK
                        && !Arrivals.OF_MODEM.matcher(entry.text()).matches()) {
                    within = where.endsWith(": " + entry.text());
                    found |= within;
                } else if (within && entry.kind() == Side.SERVER) {
                    said.append(entry.text());
                }
            }
            assertThat(found).as(where).isTrue();
            assertThat(said.toString()).as(where).doesNotContain("NewCMGR", "NewSMS");
        });
    }

    private static List<Recording> ofInterest() {
        return Recording.all().stream()
                .filter(recording -> recording.server().contains("Event: DongleNewCMGR")
                        || recording.server().contains("\r\nType: 2\r\n"))
                .toList();
    }

    private static Personality personality(Recording recording) {
        return recording.isOriginal() ? Personality.DONGLE_BG111 : Personality.DONGLE_WDOEKES;
    }

    private static List<String> row(Recording recording, Message message, String ours, String remark) {
        return List.of(
                recording.toString(),
                message.slots().get(0).scenario,
                message.text() == null ? "half a PDU" : message.sender() + ": " + Page.shown(message.text()),
                told(message, slot -> slot.lines),
                told(message, slot -> slot.base64),
                Page.shown(ours),
                remark);
    }

    /** What the driver told of each part that it told anything of; the sender only if it is another one. */
    private static String told(Message message, Function<Slot, String> form) {
        List<String> texts = message.slots().stream()
                .filter(slot -> slot.from != null)
                .map(slot -> (slot.from.equals(message.sender()) ? "" : Page.shown(slot.from) + ": ")
                        + Page.shown(form.apply(slot)))
                .toList();
        return texts.isEmpty() ? "nothing" : String.join("\n", texts);
    }

    private static List<Told> expected(Arrivals arrivals) {
        return arrivals.messages().stream()
                .filter(message -> message.text() != null)
                .map(message ->
                        new Told(message.span(), message.sender(), Page.whole(message.text()), message.missing()))
                .toList();
    }

    private static List<Delivery> deliveries(List<Reported> reported) {
        return reported.stream().map(Reported::delivery).toList();
    }

    /** Each report of the network once: as the driver tells it, with a payload, or else by itself. */
    private static List<Reported> reported(Arrivals arrivals) {
        List<Reported> reported = new ArrayList<>();
        List<Report> untold = new ArrayList<>(arrivals.reports());
        for (Map<String, String> event : arrivals.events()) {
            String type = event.getOrDefault("Type", "0");
            if (!"DongleReport".equals(event.get("Event")) || type.equals("0")) {
                continue;
            }
            int span = type.equals("2") ? 0 : Recording.span(event.get("Device"));
            List<Integer> statuses = Stream.of(event.get("Report").split(","))
                    .filter(status -> !status.isEmpty())
                    .map(Integer::valueOf)
                    .toList();
            statuses.forEach(status -> untold.remove(new Report(span, status)));
            String payload = event.get("Payload").isEmpty() ? null : event.get("Payload");
            Outcome outcome = type.equals("2")
                    ? Outcome.EXPIRED
                    : outcome(statuses.stream().mapToInt(status -> status).max().orElseThrow());
            reported.add(new Reported(
                    new Delivery(span, payload, outcome),
                    statuses.isEmpty() ? "none" : statuses.toString(),
                    "Type " + type + ", Payload " + (payload == null ? "(empty)" : payload)));
        }
        untold.forEach(report -> reported.add(new Reported(
                new Delivery(report.span(), null, outcome(report.status())), "[" + report.status() + "]", "none")));
        return reported;
    }

    private static Outcome outcome(int status) {
        return status < 0x20 ? Outcome.DELIVERED : status < 0x40 ? Outcome.SENT : Outcome.FAILED;
    }
}
