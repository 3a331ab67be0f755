package io.camelami.component;

/** What the producer can do with a message. */
public enum AmiGsmOperation {
    /** Sends the body as an SMS to {@link AmiGsmConstants#TO}. */
    SEND_SMS,
    /** Dials the body as a USSD code, or answers the menu of {@link AmiGsmConstants#USSD_SESSION} with it. */
    SEND_USSD,
    /** Calls {@link AmiGsmConstants#DIAL} and connects the answered channel to an extension or an application. */
    ORIGINATE,
    /** Sends {@link AmiGsmConstants#CHANNEL}, or it and {@link AmiGsmConstants#EXTRA_CHANNEL}, elsewhere. */
    REDIRECT,
    /** Hangs up {@link AmiGsmConstants#CHANNEL}, or all that match {@link AmiGsmConstants#CHANNEL_PATTERN}. */
    HANGUP,
    /** Puts {@link AmiGsmConstants#CHANNEL} on a parking space. */
    PARK,
    /** Lets {@link AmiGsmConstants#CHANNEL} and {@link AmiGsmConstants#EXTRA_CHANNEL} talk to each other. */
    BRIDGE,
    /** Begins an attended transfer for {@link AmiGsmConstants#CHANNEL}. */
    ATXFER,
    /** Plays the key {@link AmiGsmConstants#DIGIT} to {@link AmiGsmConstants#CHANNEL}. */
    DTMF,
    /** Silences {@link AmiGsmConstants#CHANNEL}, or lets it be heard again. */
    MUTE,
    /** Asks the gateway for its spans; the body becomes a list of {@link io.camelami.gsm.Span}. */
    SPANS,
    /** Says what the body costs as an SMS, in {@link AmiGsmConstants#COST}; nothing is written to the gateway. */
    SMS_COST,
    /** Sends any AMI action that the option allowedActions lists; the body becomes the answer. */
    ACTION,
    /** Runs a CLI command that the option allowedCommands lists; the body becomes its lines. */
    COMMAND
}
