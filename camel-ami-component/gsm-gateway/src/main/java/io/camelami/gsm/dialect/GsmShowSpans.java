package io.camelami.gsm.dialect;

import io.camelami.ami.AmiResponse;
import io.camelami.gsm.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answers to {@code gsm show spans} and {@code gsm show span <n>} of OpenVox and, from the same origin, Yeastar TG
 * (gateways.md §2.5, §3.2).
 */
public final class GsmShowSpans {
    public static final String COMMAND = "gsm show spans";

    /** {@code GSM span 1: Power on, Provisioned, Up, Active,Standard}, older {@code GSM span1: ...}. */
    private static final Pattern LINE = Pattern.compile("\\s*GSM span ?(\\d{1,4}): ?(.*)", Pattern.CASE_INSENSITIVE);

    private static final Pattern UP = Pattern.compile("(^|,\\s*)Up\\s*(,|$)");
    /** {@code Pin (1234) Error}: the driver prints the one it was given. */
    private static final Pattern PIN = Pattern.compile("(?i)\\bpin *\\([^,]*\\)");

    private static final Pattern FIELD = Pattern.compile("\\s*([A-Za-z][^:]{0,40}): ?(.*)");
    private static final Pattern SIGNAL = Pattern.compile("(\\d{1,2})\\b.*");
    private static final int STRONGEST = 31;
    private static final int LONGEST_SHOWN = 160;

    private GsmShowSpans() {}

    /** The command for the details of one span. */
    public static String detailsOf(int wireSpan) {
        return "gsm show span " + wireSpan;
    }

    /** Whether a gateway that prints these lines has spans to list. */
    public static boolean isListing(List<String> lines) {
        return lines.stream().anyMatch(line -> LINE.matcher(line).matches());
    }

    /**
     * Reads the listing; lines of other shapes are passed over.
     *
     * @param ours our number of a span, from the gateway's; 0 if it is none of ours
     * @throws IllegalStateException if the gateway said something and listed nothing: up to Asterisk 13 an unknown command
     *     is answered like any other
     */
    public static List<Span> read(AmiResponse answer, IntUnaryOperator ours) {
        List<Span> spans = new ArrayList<>();
        for (String line : answer.output()) {
            Matcher listed = LINE.matcher(line);
            int span = listed.matches() ? ours.applyAsInt(Integer.parseInt(listed.group(1))) : 0;
            if (span > 0) {
                String state = state(listed.group(2));
                spans.add(Span.of(span, isUp(state), state));
            }
        }
        if (spans.isEmpty()) {
            String said = String.join(" ", answer.output()).strip();
            if (!answer.success() || !said.isEmpty()) {
                said = said.isEmpty() ? answer.message() : said;
                throw new IllegalStateException("the gateway listed no spans, it said: "
                        + printable(said.substring(0, Math.min(said.length(), LONGEST_SHOWN))));
            }
        }
        return List.copyOf(spans);
    }

    /** Adds the details to a span that was listed; an answer without them changes nothing. */
    public static Span readDetails(Span listed, AmiResponse answer) {
        Map<String, String> told = fields(answer.output());
        // The words of the listing again, of the same moment as the rest.
        String status = told.getOrDefault("Status", "");
        String state = status.startsWith("Power ") || isUp(status) ? state(status) : listed.state();
        Boolean registered = registered(told.get("Network Status"));
        return new Span(
                listed.number(),
                (state.equals(listed.state()) ? listed.up() : isUp(state)) && registered != Boolean.FALSE,
                registered,
                signal(told.get("Signal Quality (0,31)")),
                told.get("Network Name"),
                told.get("SIM IMSI"),
                told.get("Model IMEI"),
                busy(told.get("State")),
                null,
                state);
    }

    /**
     * The lines about the last AT commands end the block: they show what others sent to the modem, and whatever its buffer
     * holds besides.
     */
    private static Map<String, String> fields(List<String> lines) {
        Map<String, String> fields = new HashMap<>();
        for (String line : lines) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                continue;
            }
            if (field.group(1).startsWith("Last send AT") || field.group(1).startsWith("Last receive AT")) {
                break;
            }
            String value = printable(field.group(2));
            if (!value.isEmpty()) {
                fields.putIfAbsent(field.group(1), value);
            }
        }
        return fields;
    }

    private static String state(String words) {
        return PIN.matcher(printable(words)).replaceAll("Pin (***)");
    }

    private static boolean isUp(String state) {
        return UP.matcher(state).find();
    }

    private static String printable(String value) {
        return value.replaceAll("\\p{Cntrl}", "").strip();
    }

    /** {@code Registered (Home network)}, {@code Searching}; {@code Unknown Network Status} is no statement. */
    private static Boolean registered(String status) {
        if (status == null || status.startsWith("Unknown")) {
            return null;
        }
        return status.startsWith("Registered");
    }

    /** {@code READY}, {@code CALL ACTIVE Called to ...}; what other states there are is not known. */
    private static Boolean busy(String state) {
        if (state == null || !state.equals("READY") && !state.startsWith("CALL ")) {
            return null;
        }
        return state.startsWith("CALL ");
    }

    /** Reads {@code 25}, and {@code 22, -69 dBm} of other drivers; null if it is no strength, as 99 is. */
    public static Integer signal(String printed) {
        Matcher signal = SIGNAL.matcher(printed == null ? "" : printed.strip());
        if (!signal.matches()) {
            return null;
        }
        int strength = Integer.parseInt(signal.group(1));
        return strength <= STRONGEST ? strength : null;
    }
}
