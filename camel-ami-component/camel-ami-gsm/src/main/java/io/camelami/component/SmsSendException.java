package io.camelami.component;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsResult;
import java.io.Serial;

/**
 * A send that did not end well. The subclasses tell an error handler what it may do: repeat
 * ({@link SmsNotSentException}), give up ({@link SmsRejectedException}), or leave the decision to a person or to later
 * evidence ({@link SmsOutcomeUnknownException}).
 *
 * <p>The message names the gateway, what came back and which option changes it, never the number or the text.
 */
public abstract sealed class SmsSendException extends Exception
        permits SmsNotSentException, SmsRejectedException, SmsOutcomeUnknownException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Outcome outcome;
    private final FailureClass failure;
    private final transient SmsResult result;

    SmsSendException(String gateway, SmsResult result) {
        super(gateway + ": " + sentence(result));
        this.outcome = result.outcome();
        this.failure = result.failure();
        this.result = result;
    }

    private static String sentence(SmsResult result) {
        String known =
                result.failure() == null ? result.outcome().name() : result.outcome() + " (" + result.failure() + ")";
        return result.detail() == null ? known : known + ": " + result.detail();
    }

    /** All that is known of the send; null only after Java serialization. */
    public SmsResult result() {
        return result;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** What to do next; null unless the outcome is FAILED. */
    public FailureClass failure() {
        return failure;
    }

    /** The exception for a result, or null if the result is a good one. */
    static SmsSendException of(String gateway, SmsResult result) {
        return switch (result.outcome()) {
            case ACCEPTED, SENT, DELIVERED -> null;
            case EXPIRED, UNKNOWN -> new SmsOutcomeUnknownException(gateway, result);
            case FAILED ->
                switch (result.failure()) {
                    case RETRY_NOW, RETRY_LATER, SPAN_BROKEN -> new SmsNotSentException(gateway, result);
                    case RECIPIENT, CONFIGURATION -> new SmsRejectedException(gateway, result);
                };
        };
    }
}
