package io.camelami.simulator;

import io.camelami.simulator.manager.Wire;
import io.camelami.simulator.sms.DeliverPdu;
import io.camelami.simulator.sms.GsmAlphabet;
import io.camelami.simulator.sms.SmsPart;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an OpenVox gateway tells of a message: it has no SMS event, but runs extension {@code sms} of the span's context
 * once for every part of it, and what shows are the run's variables and steps (gateways.md §2.4).
 */
final class OpenVoxInbox {
    private static final String SERVICE_CENTRE = "+12025550100";
    private static final String PROGRAM = "/usr/bin/process_sms";
    private static final DateTimeFormatter PDU_MODE = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");
    private static final DateTimeFormatter TEXT_MODE = DateTimeFormatter.ofPattern("yy/MM/dd,HH:mm:ss");

    private final GatewayParts parts;
    private final OpenVoxChannels channels;

    OpenVoxInbox(GatewayParts parts, OpenVoxChannels channels) {
        this.parts = parts;
        this.channels = channels;
    }

    void deliver(int span, String sender, String text, LocalDateTime time) {
        if (parts.has(Quirk.OPENVOX_JOINED_PARTS)) {
            run(span, sender, Wire.of(text), "", time);
            return;
        }
        int reference = parts.serial().nextReference() & 0xFF;
        for (SmsPart part : SmsPart.split(text, reference)) {
            deliver(span, sender, part, time);
        }
    }

    private void deliver(int span, String sender, SmsPart part, LocalDateTime time) {
        boolean textMode = parts.has(Quirk.OPENVOX_TEXT_MODE);
        ZoneOffset zone = zone(time);
        run(
                span,
                sender,
                textMode ? Wire.of(part.text()) : decodedByDriver(part),
                textMode ? "" : DeliverPdu.encode(SERVICE_CENTRE, sender, part, time.atOffset(zone)),
                time);
    }

    private ZoneOffset zone(LocalDateTime time) {
        return parts.clock().getZone().getRules().getOffset(time);
    }

    private void run(int span, String sender, String wireText, String pdu, LocalDateTime time) {
        String source = Wire.of(sender);
        String text = escaped(lineBreaks(wireText));
        String shownTime = time.format(parts.has(Quirk.OPENVOX_TEXT_MODE) ? TEXT_MODE : PDU_MODE);
        Map<String, String> variables = new LinkedHashMap<>();
        if (!parts.has(Quirk.OPENVOX_NO_VARSET)) {
            variables.put("SMSSRC", source);
            variables.put("SMSTXT", text);
            variables.put("SMSPDU", pdu);
            variables.put("SMSTIME", shownTime);
            variables.put("SMSTZ", "GMT%+d".formatted(zone(time).getTotalSeconds() / 3600));
            variables.put("DIALSTATUS", "SMS_END");
        }
        if (parts.has(Quirk.OPENVOX_BARE_TEXT_FORM)) {
            channels.run("EXTRA-SMS", span, "sms", variables, "Set", text);
        } else if (parts.has(Quirk.OPENVOX_COMMA_FORM)) {
            String appData = "process_sms,\"%d\",\"%s\",\"%s\",\"%s\"".formatted(span, source, shownTime, text);
            channels.run("EXTRA-SMS", span, "sms", variables, "AGI", appData);
        } else {
            String appData = "%s \"%d\" \"%s\" \"%s\" \"%s\"".formatted(PROGRAM, span, source, shownTime, text);
            channels.run("EXTRA-SMS", span, "sms", variables, "System", appData);
        }
    }

    /** The driver takes septets for ASCII, so only what both alphabets share comes out right, and {@code @} ends the text. */
    private static String decodedByDriver(SmsPart part) {
        if (!part.sevenBit()) {
            return Wire.of(part.text());
        }
        String septets = new String(GsmAlphabet.encode(part.text()).orElseThrow(), StandardCharsets.ISO_8859_1);
        int end = septets.indexOf('\0');
        return end < 0 ? septets : septets.substring(0, end);
    }

    private String lineBreaks(String text) {
        return parts.has(Quirk.OPENVOX_RAW_NEWLINES)
                ? text
                : text.replace('\n', ' ').replace('\r', ' ');
    }

    /** Twice over: once for the application System and once for the shell behind it. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\\\\\").replace("\"", "\\\\\\\"").replace("`", "\\\\\\`");
    }
}
