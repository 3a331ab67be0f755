package io.camelami.gsm.dialect;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.ussd.UssdReply;
import java.time.Duration;

/** One USSD code or choice on its way, and what the gateway's answer to it means. */
public interface UssdStep {

    /**
     * @param span the span to send from, counted from 1 as the user sees it
     * @param timeLeft how long the network may take to answer, for commands that take a timeout themselves
     */
    AmiAction action(int span, Duration timeLeft);

    /** What the answer says; null if the network's answer is still to come, as a {@link UssdNews} of that span. */
    UssdReply onReply(int span, AmiResponse reply);

    /** Whether the gateway answers nothing else on the same session until the network has answered. */
    default boolean blocking() {
        return false;
    }
}
