package io.camelami.gsm.dialect;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.text.SmsText;
import java.util.regex.Pattern;

/** What no gateway can send. */
public final class SmsChecks {
    private static final Pattern RECIPIENT = Pattern.compile("\\+?[0-9]{1,20}");

    private SmsChecks() {}

    /** @throws SmsRefusedException if the recipient is no number, or the text is empty or no text */
    public static void check(SmsRequest request) throws SmsRefusedException {
        if (!RECIPIENT.matcher(request.to()).matches()) {
            throw new SmsRefusedException(
                    FailureClass.RECIPIENT,
                    "the recipient is not a number: 1 to 20 digits with an optional leading + are, without blanks");
        }
        if (request.text().isEmpty()) {
            throw new SmsRefusedException(FailureClass.RECIPIENT, "the text is empty");
        }
        var lost = SmsText.cost(request.text()).lost();
        if (!lost.isEmpty()) {
            throw new SmsRefusedException(
                    FailureClass.RECIPIENT,
                    "the text contains half of a surrogate pair (" + String.join(", ", lost)
                            + "), which is no character");
        }
    }
}
