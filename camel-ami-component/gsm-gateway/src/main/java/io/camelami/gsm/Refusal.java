package io.camelami.gsm;

import io.camelami.ami.AmiNotWrittenException;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.CallOutcome;
import io.camelami.gsm.call.CallResult;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.gsm.ussd.UssdStatus;
import java.time.Instant;

/**
 * Why nothing is asked of a gateway, as the result of each request.
 *
 * @param why a clause for people
 */
record Refusal(String gateway, FailureClass failure, String why) {

    SmsResult sms(SmsRequest request, Instant at) {
        return new SmsResult(Outcome.FAILED, failure, request.span(), request.id(), 0, null, sentence("sent"), 0, at);
    }

    UssdResult ussd(int span, Instant at) {
        return UssdResult.unanswered(UssdStatus.FAILED, failure, span, sentence("sent"), 0, at);
    }

    CallResult call(Instant at) {
        return new CallResult(CallOutcome.FAILED, failure, null, null, null, 0, null, null, sentence("written"), 0, at);
    }

    CallActionResult callAction(Instant at) {
        return new CallActionResult(CallActionResult.Outcome.FAILED, null, 0, sentence("written"), 0, at);
    }

    /** For what has no result of its own for a failure. */
    RuntimeException exception() {
        return failure == FailureClass.RETRY_LATER
                ? new AmiNotWrittenException(sentence("written"))
                : new UnsupportedOperationException("gateway " + gateway + ": " + why);
    }

    private String sentence(String done) {
        return "gateway " + gateway + ": nothing was " + done + ": " + why;
    }
}
