package io.camelami.gsm.call;

/**
 * Sends one channel, or the two of a conversation, to another place in the dialplan.
 *
 * @param priority number or label
 * @param extraChannel the other leg; null to send one only, upon which the other is hung up
 * @param extraContext where the other leg goes; null for the same place
 */
public record RedirectRequest(
        String channel,
        String context,
        String exten,
        String priority,
        String extraChannel,
        String extraContext,
        String extraExten,
        String extraPriority) {

    public RedirectRequest {
        Checks.channel("channel", channel);
        Checks.required("context", context);
        Checks.required("exten", exten);
        Checks.required("priority", priority);
        if (extraChannel != null) {
            Checks.channel("extraChannel", extraChannel);
        }
        if (extraContext != null || extraExten != null || extraPriority != null) {
            Checks.required("extraChannel", extraChannel);
            Checks.required("extraContext", extraContext);
            Checks.required("extraExten", extraExten);
            Checks.required("extraPriority", extraPriority);
        }
    }

    public static RedirectRequest of(String channel, String context, String exten) {
        return new RedirectRequest(channel, context, exten, "1", null, null, null, null);
    }

    public RedirectRequest withPriority(String newPriority) {
        return new RedirectRequest(
                channel, context, exten, newPriority, extraChannel, extraContext, extraExten, extraPriority);
    }

    /** Sends the other leg to the same place. */
    public RedirectRequest withExtraChannel(String newExtraChannel) {
        return new RedirectRequest(channel, context, exten, priority, newExtraChannel, null, null, null);
    }

    /** Sends the other leg to a place of its own. */
    public RedirectRequest withExtraChannel(
            String newExtraChannel, String newContext, String newExten, String newPriority) {
        return new RedirectRequest(
                channel, context, exten, priority, newExtraChannel, newContext, newExten, newPriority);
    }

    /** Without channels and extension: they may hold numbers. */
    @Override
    public String toString() {
        return "RedirectRequest[" + (extraChannel == null ? "one leg" : "both legs") + "]";
    }
}
