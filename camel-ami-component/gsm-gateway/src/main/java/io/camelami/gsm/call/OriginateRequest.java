package io.camelami.gsm.call;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One call to make: a channel to dial and, once it answers, an extension or an application for it.
 *
 * @param channel what to dial, {@code technology/resource}, as {@code Dongle/dongle0/+4915112345678}
 * @param context where the extension is; null with an application
 * @param exten where the answered channel goes; null with an application
 * @param priority number or label in the extension; null with an application
 * @param application what the answered channel runs; null with an extension. An application such as System runs commands on
 *     the server: do not take it from a message
 * @param data arguments of the application; may be null
 * @param timeout how long the channel may ring; null for the server's 30 s
 * @param callerId as {@code "Name" <number>}; null for the server's own
 * @param variables of the channel; a name that begins with {@code _} or {@code __} is inherited. Any value without line
 *     ends arrives as it is
 * @param account account code; may be null
 * @param earlyMedia whether the extension or application starts with early media, before the answer
 */
public record OriginateRequest(
        String channel,
        String context,
        String exten,
        String priority,
        String application,
        String data,
        Duration timeout,
        String callerId,
        Map<String, String> variables,
        String account,
        boolean earlyMedia) {

    private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9_]+/.+");
    /** A plain variable, or a function with a plain argument: more would be read as several variables. */
    private static final Pattern VARIABLE = Pattern.compile("_{0,2}[A-Za-z0-9][A-Za-z0-9_]*(\\([A-Za-z0-9_:-]*\\))?");

    /** Asterisk's own time to ring, 30 s. */
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    public OriginateRequest {
        Checks.required("channel", channel);
        if (!CHANNEL.matcher(channel).matches()) {
            throw new IllegalArgumentException("the channel to originate must be technology/resource");
        }
        if ((exten == null) == (application == null)) {
            throw new IllegalArgumentException("an originate needs either an extension or an application");
        }
        if (exten != null) {
            Checks.required("context", context);
            Checks.required("priority", priority);
        }
        if (timeout != null && timeout.toMillis() < 1) {
            throw new IllegalArgumentException("timeout " + timeout + " is not positive");
        }
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        for (String name : variables.keySet()) {
            if (!VARIABLE.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "a variable name may have letters, digits and underscores, or be a function of such a name");
            }
        }
    }

    /** A call that goes to an extension once it is answered. */
    public static OriginateRequest toExtension(String channel, String context, String exten) {
        Checks.required("exten", exten);
        return new OriginateRequest(channel, context, exten, "1", null, null, null, null, Map.of(), null, false);
    }

    /** A call that runs an application once it is answered. */
    public static OriginateRequest toApplication(String channel, String application, String data) {
        Checks.required("application", application);
        return new OriginateRequest(channel, null, null, null, application, data, null, null, Map.of(), null, false);
    }

    public OriginateRequest withPriority(String newPriority) {
        return new OriginateRequest(
                channel,
                context,
                exten,
                newPriority,
                application,
                data,
                timeout,
                callerId,
                variables,
                account,
                earlyMedia);
    }

    public OriginateRequest withTimeout(Duration newTimeout) {
        return new OriginateRequest(
                channel,
                context,
                exten,
                priority,
                application,
                data,
                newTimeout,
                callerId,
                variables,
                account,
                earlyMedia);
    }

    public OriginateRequest withCallerId(String newCallerId) {
        return new OriginateRequest(
                channel,
                context,
                exten,
                priority,
                application,
                data,
                timeout,
                newCallerId,
                variables,
                account,
                earlyMedia);
    }

    public OriginateRequest withVariables(Map<String, String> newVariables) {
        return new OriginateRequest(
                channel,
                context,
                exten,
                priority,
                application,
                data,
                timeout,
                callerId,
                newVariables,
                account,
                earlyMedia);
    }

    public OriginateRequest withAccount(String newAccount) {
        return new OriginateRequest(
                channel,
                context,
                exten,
                priority,
                application,
                data,
                timeout,
                callerId,
                variables,
                newAccount,
                earlyMedia);
    }

    public OriginateRequest withEarlyMedia(boolean newEarlyMedia) {
        return new OriginateRequest(
                channel,
                context,
                exten,
                priority,
                application,
                data,
                timeout,
                callerId,
                variables,
                account,
                newEarlyMedia);
    }

    /** Without channel, numbers and values: they are private. */
    @Override
    public String toString() {
        return "OriginateRequest[" + ChannelName.technology(channel) + " to "
                + (exten != null ? "an extension" : "application " + application) + "]";
    }
}
