package io.camelami.component;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.ussd.UssdScriptResult;
import io.camelami.gsm.ussd.UssdStatus;
import java.io.Serial;

/**
 * A USSD request that was not answered as asked. The subclasses tell an error handler what it may do: repeat
 * ({@link UssdNotSentException}), give up ({@link UssdRejectedException}), or leave the decision to a person
 * ({@link UssdOutcomeUnknownException}).
 *
 * <p>The message names the gateway, what came back and what changes it, never the code or a text of the network.
 */
public abstract sealed class UssdException extends Exception
        permits UssdNotSentException, UssdRejectedException, UssdOutcomeUnknownException {

    @Serial
    private static final long serialVersionUID = 1;

    private final UssdStatus status;
    private final FailureClass failure;
    private final transient UssdScriptResult result;

    UssdException(String gateway, UssdScriptResult result) {
        super(gateway + ": " + sentence(result));
        this.status = result.last().status();
        this.failure = result.last().failure();
        this.result = result;
    }

    private static String sentence(UssdScriptResult result) {
        UssdStatus status = result.last().status();
        FailureClass failure = result.last().failure();
        return (failure == null ? status.name() : status + " (" + failure + ")") + ": " + result.detail();
    }

    /** The result of each step that was sent; null only after Java serialization. */
    public UssdScriptResult result() {
        return result;
    }

    /** How the last step ended that was sent. */
    public UssdStatus status() {
        return status;
    }

    /** What to do next; null unless the status is FAILED. */
    public FailureClass failure() {
        return failure;
    }

    /** The exception for a result, or null if all was answered. */
    static UssdException of(String gateway, UssdScriptResult result) {
        return switch (result.last().status()) {
            case TIMEOUT, UNKNOWN -> new UssdOutcomeUnknownException(gateway, result);
            case DONE, FURTHER_ACTION, TERMINATED ->
                result.complete() ? null : new UssdRejectedException(gateway, result);
            case NOT_SUPPORTED, OTHER_CLIENT -> new UssdRejectedException(gateway, result);
            case BUSY, FAILED ->
                nothingSent(result)
                        ? new UssdNotSentException(gateway, result)
                        : new UssdRejectedException(gateway, result);
        };
    }

    /** A script that stopped on its way has sent something, and to repeat it is to begin anew. */
    private static boolean nothingSent(UssdScriptResult result) {
        if (result.steps().size() > 1) {
            return false;
        }
        return result.last().status() == UssdStatus.BUSY
                || switch (result.last().failure()) {
                    case RETRY_NOW, RETRY_LATER, SPAN_BROKEN -> true;
                    case RECIPIENT, CONFIGURATION -> false;
                };
    }
}
