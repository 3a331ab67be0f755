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
 * {@code Uniqueid} after it. The driver sets SMSSRC on a channel before SMSTXT, so the Uniqueid of the run is known
 * before its text comes. If the text comes without it, the text had an empty line in it, and everything from there to
 * that Uniqueid is the text. The Uniqueid is a time and a counter, which the sender of the message cannot know.
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
        if (event.is("VarSet") && "SMSSRC".equals(event.get("Variable")) && !ids.isEmpty()) {
            uniqueIds.put(channel, ids.get(0));
        } else if (expected != null && !ids.contains(expected)) {
            brokenChannel = channel;
            piecesLeft = MOST_PIECES;
        }
        return false;
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
        List<String> ids = event.all("Uniqueid");
        if (ids.isEmpty() || expected != null && ids.contains(expected)) {
            return Objects.requireNonNullElse(expected, "");
        }
        return ids.get(0);
    }

    void reset() {
        uniqueIds.clear();
        piecesLeft = 0;
    }
}
