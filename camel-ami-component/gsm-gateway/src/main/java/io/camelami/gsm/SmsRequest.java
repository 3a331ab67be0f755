package io.camelami.gsm;

import io.camelami.gsm.text.TextPolicy;
import java.time.Duration;
import java.util.Objects;

/**
 * One SMS to send.
 *
 * @param to recipient: digits with an optional leading {@code +}; checked by the gateway before anything is written
 * @param text the text, in full; it is split into parts as needed, unless {@code textPolicy} says otherwise
 * @param span the span to send from, counted from 1 as the user sees it, or 0 to let the gateway choose one
 * @param id the caller's own reference, carried through to the result and, where the vendor has a place for it, to the
 *     gateway; or null
 * @param timeout how long the whole send may take before its outcome is {@link Outcome#UNKNOWN} or
 *     {@link Outcome#EXPIRED}; null for the gateway's {@link GatewayConfig#sendTimeout()}
 * @param options what it asks of the network; {@link SmsOptions#NONE} for what the gateway's dialect options say
 * @param textPolicy what may become of the text before it is sent; {@link TextPolicy#AS_IT_IS} for nothing
 * @param verify whether a send of which nobody knows waits as long again for a report that comes late and tells, before it
 *     ends as {@link Outcome#UNKNOWN}. Helps where the gateway reports sends in events of their own
 */
public record SmsRequest(
        String to,
        String text,
        int span,
        String id,
        Duration timeout,
        SmsOptions options,
        TextPolicy textPolicy,
        boolean verify) {

    public SmsRequest {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(textPolicy, "textPolicy");
        SpanNumber.check(span);
    }

    public SmsRequest(String to, String text, int span, String id, Duration timeout) {
        this(to, text, span, id, timeout, SmsOptions.NONE, TextPolicy.AS_IT_IS, false);
    }

    public static SmsRequest of(String to, String text) {
        return new SmsRequest(to, text, 0, null, null);
    }

    public SmsRequest withText(String newText) {
        return new SmsRequest(to, newText, span, id, timeout, options, textPolicy, verify);
    }

    public SmsRequest withSpan(int newSpan) {
        return new SmsRequest(to, text, newSpan, id, timeout, options, textPolicy, verify);
    }

    public SmsRequest withId(String newId) {
        return new SmsRequest(to, text, span, newId, timeout, options, textPolicy, verify);
    }

    public SmsRequest withTimeout(Duration newTimeout) {
        return new SmsRequest(to, text, span, id, newTimeout, options, textPolicy, verify);
    }

    public SmsRequest withOptions(SmsOptions newOptions) {
        return new SmsRequest(to, text, span, id, timeout, newOptions, textPolicy, verify);
    }

    public SmsRequest withTextPolicy(TextPolicy newTextPolicy) {
        return new SmsRequest(to, text, span, id, timeout, options, newTextPolicy, verify);
    }

    public SmsRequest withVerify(boolean newVerify) {
        return new SmsRequest(to, text, span, id, timeout, options, textPolicy, newVerify);
    }

    /** Without number and text: they are private. */
    @Override
    public String toString() {
        return "SmsRequest[span=" + span + ", id=" + id + ", " + text.length() + " characters, " + options + "]";
    }
}
