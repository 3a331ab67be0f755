package io.camelami.gsm.dialect.openvox;

import io.camelami.ami.AmiEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Finds the events that are not events but the rest of an SMS.
 *
 * <p>Asterisk 1.8 writes a text raw, in one piece, between headers of its own: {@code Channel} before it and
 * {@code Uniqueid} after it. The channel is created before its variables are set, and SMSSRC is set before SMSTXT, so the
 * Uniqueid of the run is known before its text comes. If the text comes without it, the text had an empty line in it, and
 * everything from there to that Uniqueid is the text. The Uniqueid is a time and a counter, which the sender of the
 * message cannot know.
 *
 * <p>A sender may be a name, of the alphabet that has line ends too (TS 23.040 §9.1.2.5). Its eleven characters are enough
 * for a Uniqueid in front of the real one or for an empty line, and too few for both.
 */
final class RawText {
    /** An SMS of 160 characters cannot hold more empty lines than this; a safeguard should the Uniqueid never come. */
    private static final int MOST_PIECES = 80;

    private static final int REMEMBERED_CHANNELS = 64;
    private static final Pattern RUN = Pattern.compile("EXTRA-SMS/\\d{1,4}-.*");

    private final Map<String, String> uniqueIds = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED_CHANNELS;
        }
    };

    private String brokenChannel;
    private int piecesLeft;

    /** Whether {@code event} is a piece of a text that began in an event before it. */
    boolean contains(AmiEvent event) {
        if (piecesLeft > 0) {
            return isPiece(event);
        }
        String channel = event.get("Channel");
        if (channel == null || !RUN.matcher(channel).matches()) {
            return false;
        }
        List<String> ids = event.all("Uniqueid");
        String expected = uniqueIds.get(channel);
        if (beginsRun(event) && !ids.isEmpty()) {
            uniqueIds.put(channel, ids.get(ids.size() - 1));
        } else if (expected != null && !ids.contains(expected)) {
            brokenChannel = channel;
            piecesLeft = MOST_PIECES;
        }
        return false;
    }

    private static boolean beginsRun(AmiEvent event) {
        return event.is("Newchannel") || event.is("VarSet") && "SMSSRC".equals(event.get("Variable"));
    }

    private boolean isPiece(AmiEvent event) {
        piecesLeft--;
        List<String> ids = event.all("Uniqueid");
        if (ids.isEmpty() || !ids.get(ids.size() - 1).equals(uniqueIds.get(brokenChannel))) {
            return true;
        }
        piecesLeft = 0;
        return ids.size() > 1 || !brokenChannel.equals(event.get("Channel"));
    }

    /** The Uniqueid that the gateway wrote, whatever the text before it looks like. */
    String uniqueId(AmiEvent event) {
        String expected = uniqueIds.get(Objects.requireNonNullElse(event.get("Channel"), ""));
        if (expected != null) {
            return expected;
        }
        List<String> ids = event.all("Uniqueid");
        return ids.isEmpty() ? "" : ids.get(ids.size() - 1);
    }

    void reset() {
        uniqueIds.clear();
        piecesLeft = 0;
    }
}
