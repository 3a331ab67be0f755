package io.camelami.simulator;

import io.camelami.simulator.transcript.Transcript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recording of a real driver with emulated modems: what a client and the server wrote, and in remarks what the modems
 * were given and said.
 */
final class DongleCapture {
    private static final Pattern CMGR =
            Pattern.compile("(dongle\\d) > \\\\r\\\\n\\+CMGR: [^\"]*?\\\\r\\\\n([0-9A-F]+)\\\\r\\\\n\\\\r\\\\nOK.*");
    private static final Pattern CUSD = Pattern.compile("(dongle\\d) > \\\\r\\\\n(\\+CUSD: .*?)\\\\r\\\\n");
    private static final Pattern GIVEN = Pattern.compile("(dongle\\d) # \\{.*'result': '(\\w+)'\\}");
    private static final Pattern ERROR = Pattern.compile("(dongle\\d) > \\\\r\\\\nERROR\\\\r\\\\n");

    /** Something that happened: the client writes, or a modem has something to say. */
    record Step(Kind kind, String device, String text) {}

    enum Kind {
        CLIENT,
        STORED_PDU,
        USSD_LINE
    }

    private final List<Step> steps = new ArrayList<>();
    private final List<List<SendBehaviour>> behaviours = new ArrayList<>();
    private final List<Integer> written = new ArrayList<>();
    private final ByteArrayOutputStream server = new ByteArrayOutputStream();

    static DongleCapture read(String folder, String name) throws IOException {
        try (InputStream in = DongleCapture.class.getResourceAsStream("/dongle/captures/" + folder + "/" + name)) {
            return new DongleCapture(Transcript.parse(in.readAllBytes()));
        }
    }

    private DongleCapture(Transcript transcript) {
        for (Transcript.Entry entry : transcript.entries()) {
            switch (entry.kind()) {
                case REMARK -> remark(entry.text());
                case SERVER -> server.writeBytes(entry.bytes());
                case CLIENT -> {
                    add(new Step(Kind.CLIENT, "", entry.text()));
                    behaviours.add(new ArrayList<>());
                }
            }
        }
    }

    private void remark(String text) {
        Matcher cmgr = CMGR.matcher(text);
        Matcher cusd = CUSD.matcher(text);
        Matcher given = GIVEN.matcher(text);
        Matcher error = ERROR.matcher(text);
        if (cmgr.matches()) {
            add(new Step(Kind.STORED_PDU, cmgr.group(1), cmgr.group(2)));
        } else if (cusd.matches()) {
            add(new Step(Kind.USSD_LINE, cusd.group(1), cusd.group(2)));
        } else if (given.matches()) {
            behaviours
                    .get(behaviours.size() - 1)
                    .add(given.group(2).equals("ok") ? SendBehaviour.SENT : SendBehaviour.FAILED);
        } else if (error.matches() && isLastUndecided()) {
            behaviours.get(behaviours.size() - 1).add(SendBehaviour.FAILED);
        }
    }

    private boolean isLastUndecided() {
        return !behaviours.isEmpty() && behaviours.get(behaviours.size() - 1).isEmpty();
    }

    private void add(Step step) {
        steps.add(step);
        written.add(server.size());
    }

    /** What the server had written when a step began, or when the recording ended. */
    String writtenBefore(int step) {
        return step < written.size() ? server().substring(0, written.get(step)) : server();
    }

    List<Step> steps() {
        return steps;
    }

    /** How the modem ended what the client asked for in its n-th write: one for each part. */
    List<SendBehaviour> behaviours(int write) {
        return behaviours.get(write);
    }

    /** All that the server wrote, one char a byte. */
    String server() {
        return server.toString(StandardCharsets.ISO_8859_1);
    }
}
