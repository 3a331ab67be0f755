package io.camelami.gsm.dialect.openvox;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.SmsOptions;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.dialect.SmsChecks;
import io.camelami.gsm.dialect.SmsPlan;
import io.camelami.gsm.dialect.SmsRefusedException;
import io.camelami.gsm.dialect.SmsStep;
import io.camelami.gsm.pdu.SmsPdu;
import io.camelami.gsm.pdu.SmsPduException;
import io.camelami.gsm.pdu.SmsSubmit;
import io.camelami.gsm.text.Alphabet;
import io.camelami.gsm.text.GsmAlphabet;
import io.camelami.gsm.text.SmsText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Chooses how a text is sent.
 *
 * <p>The sync text commands come first, because they alone tell what the network said. What they cannot carry goes as a
 * PDU that we encode: line ends, because the CLI has no way to write one (gateways.md §1.7), ASCII outside the GSM
 * alphabet, because the driver sends all ASCII as 7-bit text (§2.6), a validity, and flash where the firmware has no
 * argument for it (§2.2).
 */
final class OpenVoxOutbox {
    /** An id that cannot be taken for anything else in a result line; others are replaced by one of ours. */
    private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9._:@-]{1,64}");

    private static final int MOST_PARTS = 255;

    private final OpenVoxOptions options;
    private final AtomicInteger references =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(256));
    private final String idPrefix =
            "g" + Long.toString(ThreadLocalRandom.current().nextLong(60_466_176, 1L << 30), 36) + "-";
    private final AtomicInteger ids = new AtomicInteger();

    OpenVoxOutbox(OpenVoxOptions options) {
        this.options = options;
    }

    SmsPlan plan(SmsRequest request) throws SmsRefusedException {
        SmsChecks.check(request);
        List<SmsStep> steps;
        List<String> texts = driverParts(request.text());
        if (!textCommandCarries(request) || texts.size() > 1 && !csmsExists()) {
            steps = pduSteps(request);
        } else if (options.sync()) {
            steps = syncSteps(request, texts);
        } else {
            steps = List.of(OpenVoxSteps.async(request, plainId(request.id())));
        }
        return new SmsPlan(request.id(), steps);
    }

    /** The early firmware with the one-word command is documented without parts, and without sync there are none. */
    private boolean csmsExists() {
        return options.sync() && !options.oneWordSync();
    }

    private boolean textCommandCarries(SmsRequest request) {
        boolean flash = request.options().flashOr(false);
        return textCommandCarries(request.text())
                && request.options().validity() == null
                && (!flash || options.sync() && options.flashArgument());
    }

    private static boolean textCommandCarries(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        return text.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0) && (!ascii || GsmAlphabet.covers(text));
    }

    /** The driver takes 7-bit text only if all of it is ASCII, and UCS-2 for the rest of the GSM alphabet (§2.6). */
    private static List<String> driverParts(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 0x80) && GsmAlphabet.covers(text);
        return SmsText.split(text, ascii ? Alphabet.GSM : Alphabet.UCS2, false);
    }

    private List<SmsStep> syncSteps(SmsRequest request, List<String> texts) throws SmsRefusedException {
        String id = idFor(request);
        if (texts.size() == 1) {
            return List.of(OpenVoxSteps.sync(request, texts.get(0), id, options));
        }
        if (texts.size() > MOST_PARTS) {
            throw tooLong(texts.size());
        }
        int reference = nextReference();
        List<SmsStep> steps = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            steps.add(OpenVoxSteps.syncPart(request, texts.get(i), reference, texts.size(), i + 1, id, options));
        }
        return steps;
    }

    private List<SmsStep> pduSteps(SmsRequest request) throws SmsRefusedException {
        try {
            List<SmsStep> steps = new ArrayList<>();
            String id = idFor(request);
            SmsOptions asked = request.options();
            SmsSubmit message =
                    new SmsSubmit(request.to(), request.text(), asked.flashOr(false), false, asked.validityOr(null));
            for (String pdu : SmsPdu.encode(message, nextReference())) {
                steps.add(OpenVoxSteps.pdu(request, pdu, id));
            }
            return steps;
        } catch (SmsPduException e) {
            throw new SmsRefusedException(FailureClass.RECIPIENT, e.getMessage());
        }
    }

    private static SmsRefusedException tooLong(int parts) {
        return new SmsRefusedException(
                FailureClass.RECIPIENT,
                "the text takes " + parts + " parts, and no more than " + MOST_PARTS + " can be numbered");
    }

    /** Long messages that follow one another to the same phone need references that differ. */
    private int nextReference() {
        return references.getAndIncrement() & 0xFF;
    }

    private String idFor(SmsRequest request) {
        String id = plainId(request.id());
        return id != null ? id : idPrefix + ids.incrementAndGet();
    }

    private static String plainId(String id) {
        return id != null && PLAIN_ID.matcher(id).matches() ? id : null;
    }
}
