package io.camelami.gsm.call;

import io.camelami.ami.AmiAction;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The actions of the server that do what a request asks for (gateways.md §1.9). */
public final class CallActions {

    private CallActions() {}

    /**
     * Always asynchronous: a synchronous originate blocks its session until the end of the ringing and never tells why it
     * failed.
     *
     * @param id ActionID, and from Asterisk 12 on also the Uniqueid of the new channel; older servers ignore that header
     */
    public static AmiAction originate(OriginateRequest request, String id) {
        AmiAction action = AmiAction.of("Originate")
                .with("ActionID", id)
                .with("Channel", request.channel())
                .with("ChannelId", id)
                .with("Async", "true");
        if (request.exten() != null) {
            action = action.with("Context", request.context())
                    .with("Exten", request.exten())
                    .with("Priority", request.priority());
        } else {
            action = optional(action.with("Application", request.application()), "Data", request.data());
        }
        action = optional(action, "Timeout", millis(request.timeout()));
        action = optional(action, "CallerID", request.callerId());
        action = optional(action, "Account", request.account());
        action = request.earlyMedia() ? action.with("EarlyMedia", "true") : action;
        for (Map.Entry<String, String> variable : request.variables().entrySet()) {
            action = action.with("Variable", variable.getKey() + "=" + quoted(variable.getValue()));
        }
        return action;
    }

    /** Unquoted, the server would split a value at commas and drop quotes and backslashes. */
    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    public static AmiAction redirect(RedirectRequest request) {
        AmiAction action = AmiAction.of("Redirect")
                .with("Channel", request.channel())
                .with("Context", request.context())
                .with("Exten", request.exten())
                .with("Priority", request.priority());
        action = optional(action, "ExtraChannel", request.extraChannel());
        action = optional(action, "ExtraContext", request.extraContext());
        action = optional(action, "ExtraExten", request.extraExten());
        return optional(action, "ExtraPriority", request.extraPriority());
    }

    public static AmiAction hangup(HangupRequest request) {
        AmiAction action = AmiAction.of("Hangup")
                .with("Channel", request.channel() != null ? request.channel() : "/" + request.pattern() + "/");
        return request.cause() == 0 ? action : action.with("Cause", Integer.toString(request.cause()));
    }

    public static AmiAction control(CallControl control) {
        if (control instanceof CallControl.Park park) {
            AmiAction action = AmiAction.of("Park").with("Channel", park.channel());
            // From 12 on called TimeoutChannel, with this as its old name.
            action = optional(action, "Channel2", park.announceTo());
            action = optional(action, "Timeout", millis(park.timeout()));
            return optional(action, "Parkinglot", park.lot());
        }
        if (control instanceof CallControl.Bridge bridge) {
            return AmiAction.of("Bridge")
                    .with("Channel1", bridge.channel1())
                    .with("Channel2", bridge.channel2())
                    .with("Tone", bridge.tone() ? "yes" : "no");
        }
        if (control instanceof CallControl.AttendedTransfer transfer) {
            return AmiAction.of("Atxfer")
                    .with("Channel", transfer.channel())
                    .with("Context", transfer.context())
                    .with("Exten", transfer.exten())
                    .with("Priority", "1"); // required up to 11
        }
        if (control instanceof CallControl.Dtmf dtmf) {
            return AmiAction.of("PlayDTMF")
                    .with("Channel", dtmf.channel())
                    .with("Digit", Character.toString(dtmf.digit()));
        }
        CallControl.Mute mute = (CallControl.Mute) control;
        return AmiAction.of("MuteAudio")
                .with("Channel", mute.channel())
                .with("Direction", mute.direction().name().toLowerCase(Locale.ROOT))
                .with("State", mute.on() ? "on" : "off");
    }

    private static AmiAction optional(AmiAction action, String name, String value) {
        return value == null ? action : action.with(name, value);
    }

    private static String millis(Duration duration) {
        return duration == null ? null : Long.toString(duration.toMillis());
    }
}
