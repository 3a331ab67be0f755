package io.camelami.component;

import org.apache.camel.spi.Metadata;

/**
 * Names of the message headers. They are the same for every vendor, and what the consumer sets is what the producer
 * reads, so that a message can be answered without any mapping.
 */
public final class AmiGsmConstants {

    @Metadata(
            description =
                    "What the message is about: sms, ussd, delivery, call, call-event, cdr, span, link-up, link-down, gap or raw.",
            label = "consumer",
            javaType = "String",
            enums = "sms,ussd,delivery,call,call-event,cdr,span,link-up,link-down,gap,raw",
            important = true)
    public static final String EVENT = "CamelAmiGsmEvent";

    @Metadata(
            description =
                    "Name of the gateway the message came from or, after a send, went to. The producer reads it together"
                            + " with CamelAmiGsmSpan: a span counts only on the gateway it belongs to.",
            javaType = "String",
            important = true)
    public static final String GATEWAY = "CamelAmiGsmGateway";

    @Metadata(
            description =
                    "The span, counted from 1 as on the gateway's front. From the consumer: where the SMS came in."
                            + " To the producer: where to send from, unless the option span fixes it or CamelAmiGsmGateway names"
                            + " another gateway.",
            javaType = "Integer",
            important = true)
    public static final String SPAN = "CamelAmiGsmSpan";

    @Metadata(
            description =
                    "Sender of an SMS that arrived, or caller. Without CamelAmiGsmTo the producer sends its SMS to it.",
            javaType = "String",
            important = true)
    public static final String FROM = "CamelAmiGsmFrom";

    @Metadata(
            description = "Recipient of an SMS to send: digits with an optional leading +.",
            label = "producer",
            javaType = "String",
            important = true)
    public static final String TO = "CamelAmiGsmTo";

    @Metadata(
            description =
                    "The caller's own reference of an SMS to send, carried to the gateway where it has a place for it.",
            label = "producer",
            javaType = "String")
    public static final String ID = "CamelAmiGsmId";

    @Metadata(
            description =
                    "Whether the SMS is to be shown at once and not stored (class 0). Without the header as the dialect option"
                            + " flash says, if the dialect has it. Refused where the gateway has no way to do it.",
            label = "producer",
            javaType = "Boolean")
    public static final String FLASH = "CamelAmiGsmFlash";

    @Metadata(
            description =
                    "How long the network shall try to deliver the SMS, rounded up to what it knows. Without the header as"
                            + " the dialect option validity says, if the dialect has it, else as the network does. Refused where the"
                            + " gateway has no way to say it. A Duration, a text such as 20m, or milliseconds.",
            label = "producer",
            javaType = "java.time.Duration")
    public static final String VALIDITY = "CamelAmiGsmValidity";

    @Metadata(
            description =
                    "Whether the network is asked to report that the recipient's phone has the SMS. The send then ends as"
                            + " DELIVERED, or as EXPIRED if no report comes within sendTimeout. Without the header as the dialect"
                            + " option report says, if the dialect has it. Refused where the gateway does not tell of reports.",
            label = "producer",
            javaType = "Boolean")
    public static final String REPORT_REQUESTED = "CamelAmiGsmReportRequested";

    @Metadata(
            description =
                    "A key for this SMS: the same key with the same recipient and text gives the first outcome again and"
                            + " sends nothing, and with another one is FAILED. What is known of a key is in the option"
                            + " idempotentRepository.",
            label = "producer",
            javaType = "String")
    public static final String IDEMPOTENCY_KEY = "CamelAmiGsmIdempotencyKey";

    @Metadata(
            description =
                    "True if an SMS with the same CamelAmiGsmIdempotencyKey was sent before, so that nothing was sent now"
                            + " and the outcome is the earlier one's; absent otherwise.",
            label = "producer",
            javaType = "Boolean")
    public static final String DUPLICATE = "CamelAmiGsmDuplicate";

    @Metadata(
            description =
                    "True if the SMS was sent a second time since nobody knew of the first (option onUnknown=RESEND);"
                            + " absent otherwise.",
            label = "producer",
            javaType = "Boolean")
    public static final String RESENT = "CamelAmiGsmResent";

    @Metadata(
            description = "What the producer does, unless the option operation fixes it.",
            label = "producer",
            javaType = "io.camelami.component.AmiGsmOperation",
            enums =
                    "SEND_SMS,SEND_USSD,ORIGINATE,REDIRECT,HANGUP,PARK,BRIDGE,ATXFER,DTMF,MUTE,SPANS,SMS_COST,ACTION,COMMAND")
    public static final String OPERATION = "CamelAmiGsmOperation";

    @Metadata(
            description =
                    "From the consumer: the gateway's own id of the SMS, if it has one. After a send: the reference"
                            + " that the gateway and its reports use, which is CamelAmiGsmId if that was given. With a delivery event: the"
                            + " same reference.",
            javaType = "String")
    public static final String MESSAGE_ID = "CamelAmiGsmMessageId";

    @Metadata(
            description = "When the network took the SMS; absent if the gateway does not tell.",
            label = "consumer",
            javaType = "java.time.OffsetDateTime")
    public static final String SENT_AT = "CamelAmiGsmSentAt";

    @Metadata(
            description =
                    "True if the gateway printed a local time without a zone, so that the option zone was taken for"
                            + " CamelAmiGsmSentAt.",
            label = "consumer",
            javaType = "Boolean")
    public static final String ZONE_ASSUMED = "CamelAmiGsmZoneAssumed";

    @Metadata(description = "When the event was seen here.", label = "consumer", javaType = "java.time.Instant")
    public static final String SEEN_AT = "CamelAmiGsmSeenAt";

    @Metadata(
            description = "How many parts the SMS came in or was sent as; 0 after a send that wrote nothing.",
            javaType = "Integer")
    public static final String PARTS = "CamelAmiGsmParts";

    @Metadata(
            description =
                    "True if the end of the text was cut off to send it as one part (option longText=TRUNCATE); absent"
                            + " if it was not.",
            label = "producer",
            javaType = "Boolean")
    public static final String TRUNCATED = "CamelAmiGsmTruncated";

    @Metadata(
            description = "Numbers, from 1, of the parts of an SMS that never came; absent if it is complete.",
            label = "consumer",
            javaType = "java.util.List<Integer>")
    public static final String MISSING_PARTS = "CamelAmiGsmMissingParts";

    @Metadata(
            description =
                    "From what the SMS was decoded: PDU is exact, EVENT and APP_DATA are the gateway's own decoding.",
            label = "consumer",
            javaType = "io.camelami.gsm.event.InboundSms.Source",
            enums = "PDU,EVENT,APP_DATA")
    public static final String SOURCE = "CamelAmiGsmSource";

    @Metadata(
            description =
                    "Number of the login session in which the event was seen or the SMS written; 0 after a send that"
                            + " wrote nothing.",
            javaType = "Long")
    public static final String EPOCH = "CamelAmiGsmEpoch";

    @Metadata(
            description =
                    "What became of the SMS: exactly one, after every send, also when an exception is thrown. With"
                            + " a delivery event: what the gateway reports later.",
            javaType = "io.camelami.gsm.Outcome",
            enums = "ACCEPTED,SENT,DELIVERED,FAILED,EXPIRED,UNKNOWN",
            important = true)
    public static final String OUTCOME = "CamelAmiGsmOutcome";

    @Metadata(
            description = "Why the outcome is FAILED, in the terms of what to do next.",
            label = "producer",
            javaType = "io.camelami.gsm.FailureClass",
            enums = "RETRY_NOW,RETRY_LATER,SPAN_BROKEN,RECIPIENT,CONFIGURATION")
    public static final String FAILURE_CLASS = "CamelAmiGsmFailureClass";

    @Metadata(
            description =
                    "The span that the SMS was sent from; absent if none was chosen. It is not read by the producer,"
                            + " so a second send from the same Exchange chooses anew.",
            label = "producer",
            javaType = "Integer")
    public static final String SENT_SPAN = "CamelAmiGsmSentSpan";

    @Metadata(
            description = "The line of the gateway that decided the outcome, without number and text.",
            javaType = "String")
    public static final String REPLY = "CamelAmiGsmReply";

    @Metadata(
            description = "A sentence for people: why the outcome is what it is, why the link went down, what a gap may"
                    + " have swallowed, the gateway's words on a span.",
            javaType = "String")
    public static final String DETAIL = "CamelAmiGsmDetail";

    @Metadata(
            description =
                    "Whom ORIGINATE calls: technology/resource, such as PJSIP/1000 or Dongle/dongle0/+491701234567.",
            label = "producer",
            javaType = "String",
            important = true)
    public static final String DIAL = "CamelAmiGsmDial";

    @Metadata(
            description =
                    "Name of a channel of the server. From the consumer: the one that changed. After ORIGINATE: the one that was made. To the producer: the one to redirect, hang up, park, bridge, transfer or mute.",
            javaType = "String",
            important = true)
    public static final String CHANNEL = "CamelAmiGsmChannel";

    @Metadata(
            description = "The channel that CamelAmiGsmChannel talks to or was called by; absent if there is none.",
            label = "consumer",
            javaType = "String")
    public static final String PEER_CHANNEL = "CamelAmiGsmPeerChannel";

    @Metadata(
            description =
                    "The second channel: for REDIRECT the other leg, for BRIDGE the other party, for PARK who hears the space.",
            label = "producer",
            javaType = "String")
    public static final String EXTRA_CHANNEL = "CamelAmiGsmExtraChannel";

    @Metadata(
            description =
                    "Regular expression (POSIX, without slashes around it) for the names of all channels that HANGUP ends. Asterisk 12 and later.",
            label = "producer",
            javaType = "String")
    public static final String CHANNEL_PATTERN = "CamelAmiGsmChannelPattern";

    @Metadata(
            description = "Context of the dialplan for ORIGINATE, REDIRECT and ATXFER.",
            label = "producer",
            javaType = "String")
    public static final String CONTEXT = "CamelAmiGsmContext";

    @Metadata(
            description = "Extension for ORIGINATE, REDIRECT and ATXFER.",
            label = "producer",
            javaType = "String",
            important = true)
    public static final String EXTEN = "CamelAmiGsmExten";

    @Metadata(
            description = "Priority in the extension, a number or a label; 1 without it.",
            label = "producer",
            javaType = "String")
    public static final String PRIORITY = "CamelAmiGsmPriority";

    @Metadata(
            description = "Context for the other leg of REDIRECT; CamelAmiGsmContext without it.",
            label = "producer",
            javaType = "String")
    public static final String EXTRA_CONTEXT = "CamelAmiGsmExtraContext";

    @Metadata(
            description = "Extension for the other leg of REDIRECT; both legs go to the same place without it.",
            label = "producer",
            javaType = "String")
    public static final String EXTRA_EXTEN = "CamelAmiGsmExtraExten";

    @Metadata(
            description = "Priority for the other leg of REDIRECT; 1 without it.",
            label = "producer",
            javaType = "String")
    public static final String EXTRA_PRIORITY = "CamelAmiGsmExtraPriority";

    @Metadata(
            description =
                    "What ORIGINATE runs on the answered channel, instead of an extension. Applications such as System run commands on the server: do not take it from a message of others.",
            label = "producer",
            javaType = "String")
    public static final String APPLICATION = "CamelAmiGsmApplication";

    @Metadata(description = "Arguments of CamelAmiGsmApplication.", label = "producer", javaType = "String")
    public static final String APPLICATION_DATA = "CamelAmiGsmApplicationData";

    @Metadata(
            description =
                    "For ORIGINATE how long it may ring, 30 s without it; for PARK how long the call stays parked. A Duration, a text such as 20s, or milliseconds.",
            label = "producer",
            javaType = "java.time.Duration")
    public static final String CALL_TIMEOUT = "CamelAmiGsmCallTimeout";

    @Metadata(description = "Caller id that ORIGINATE shows.", label = "producer", javaType = "String")
    public static final String CALLER_ID = "CamelAmiGsmCallerId";

    @Metadata(
            description = "Account code of the channel that ORIGINATE makes.",
            label = "producer",
            javaType = "String")
    public static final String ACCOUNT = "CamelAmiGsmAccount";

    @Metadata(
            description =
                    "Channel variables for ORIGINATE. A value arrives as it is, whatever characters it has apart from line ends.",
            label = "producer",
            javaType = "java.util.Map<String, String>")
    public static final String VARIABLES = "CamelAmiGsmVariables";

    @Metadata(
            description = "Whether ORIGINATE connects at early media, before the answer.",
            label = "producer",
            javaType = "Boolean")
    public static final String EARLY_MEDIA = "CamelAmiGsmEarlyMedia";

    @Metadata(
            description = "Cause code, 1 to 127, that HANGUP gives to the other side.",
            label = "producer",
            javaType = "Integer")
    public static final String HANGUP_CAUSE = "CamelAmiGsmHangupCause";

    @Metadata(
            description = "Parking lot for PARK; the default one without it.",
            label = "producer",
            javaType = "String")
    public static final String PARKING_LOT = "CamelAmiGsmParkingLot";

    @Metadata(
            description = "The key that DTMF plays: one of 0-9, A-D, * and #.",
            label = "producer",
            javaType = "String")
    public static final String DIGIT = "CamelAmiGsmDigit";

    @Metadata(
            description = "For MUTE: true to silence, which it is without the header, false to let be heard again.",
            label = "producer",
            javaType = "Boolean")
    public static final String MUTED = "CamelAmiGsmMuted";

    @Metadata(
            description = "For MUTE: IN for what the channel says, OUT for what it hears, ALL without it.",
            label = "producer",
            javaType = "io.camelami.gsm.call.CallControl.Mute.Direction",
            enums = "IN,OUT,ALL")
    public static final String MUTE_DIRECTION = "CamelAmiGsmMuteDirection";

    @Metadata(
            description = "What became of a call: after ORIGINATE, and with a call event.",
            javaType = "io.camelami.gsm.call.CallOutcome",
            enums = "ANSWERED,BUSY,NO_ANSWER,CONGESTION,FAILED,HUNG_UP,UNKNOWN",
            important = true)
    public static final String CALL_OUTCOME = "CamelAmiGsmCallOutcome";

    @Metadata(
            description = "What became of REDIRECT, HANGUP, PARK, BRIDGE, ATXFER, DTMF or MUTE.",
            label = "producer",
            javaType = "io.camelami.gsm.call.CallActionResult.Outcome",
            enums = "DONE,PARTLY,NO_SUCH_CHANNEL,NOT_UP,FORBIDDEN,NOT_SUPPORTED,FAILED,UNKNOWN")
    public static final String CALL_ACTION_OUTCOME = "CamelAmiGsmCallActionOutcome";

    @Metadata(description = "How many channels the operation met.", label = "producer", javaType = "Integer")
    public static final String CHANNELS = "CamelAmiGsmChannels";

    @Metadata(description = "Uniqueid of CamelAmiGsmChannel.", javaType = "String")
    public static final String UNIQUE_ID = "CamelAmiGsmUniqueId";

    @Metadata(
            description = "The call that an event belongs to, the same in all of its events.",
            label = "consumer",
            javaType = "String")
    public static final String CALL_ID = "CamelAmiGsmCallId";

    @Metadata(
            description = "What changed in a call.",
            label = "consumer",
            javaType = "io.camelami.gsm.event.CallEvent.Change",
            enums = "RINGING,ANSWERED,HELD,UNHELD,TRANSFERRED,ENDED",
            important = true)
    public static final String CALL_CHANGE = "CamelAmiGsmCallChange";

    @Metadata(
            description = "Where a call comes from, as far as it can be told.",
            label = "consumer",
            javaType = "io.camelami.gsm.event.CallDirection",
            enums = "INBOUND,OUTBOUND,INTERNAL")
    public static final String DIRECTION = "CamelAmiGsmDirection";

    @Metadata(
            description = "The number or extension that was called; absent if it is not known.",
            label = "consumer",
            javaType = "String",
            important = true)
    public static final String CALLED = "CamelAmiGsmCalled";

    @Metadata(
            description = "Cause code (Q.850) with which a call ended or was not made; 0 if the server gave none.",
            javaType = "Integer")
    public static final String CAUSE = "CamelAmiGsmCause";

    @Metadata(description = "The cause in words.", javaType = "String")
    public static final String CAUSE_TEXT = "CamelAmiGsmCauseText";

    @Metadata(
            description =
                    "Whether a call was missed: inbound and answered by nobody, or internal and ringing without an answer. A queue or menu that answers first does not count.",
            label = "consumer",
            javaType = "Boolean")
    public static final String MISSED = "CamelAmiGsmMissed";

    @Metadata(
            description = "False if a part of the call was not seen, for example during a gap.",
            label = "consumer",
            javaType = "Boolean")
    public static final String COMPLETE = "CamelAmiGsmComplete";

    @Metadata(
            description = "Whole seconds from the first ring to the answer or the end.",
            label = "consumer",
            javaType = "Long")
    public static final String RING_SECONDS = "CamelAmiGsmRingSeconds";

    @Metadata(description = "Whole seconds from the answer to the end.", label = "consumer", javaType = "Long")
    public static final String TALK_SECONDS = "CamelAmiGsmTalkSeconds";

    @Metadata(
            description = "True if a call detail record was made from the call, since the server gave none.",
            label = "consumer",
            javaType = "Boolean")
    public static final String DERIVED = "CamelAmiGsmDerived";

    @Metadata(
            description =
                    "How a USSD request ended: exactly one, also when an exception is thrown. With a ussd event: what"
                            + " the network says of it.",
            javaType = "io.camelami.gsm.ussd.UssdStatus",
            enums = "DONE,FURTHER_ACTION,TERMINATED,OTHER_CLIENT,NOT_SUPPORTED,TIMEOUT,BUSY,FAILED,UNKNOWN")
    public static final String USSD_STATUS = "CamelAmiGsmUssdStatus";

    @Metadata(
            description =
                    "The USSD menu that is open and waits for a choice; absent if none is. With it SEND_USSD answers"
                            + " the menu with the body instead of dialling the body.",
            javaType = "String")
    public static final String USSD_SESSION = "CamelAmiGsmUssdSession";

    @Metadata(
            description = "True to give up the menu of CamelAmiGsmUssdSession, so that its span is free.",
            label = "producer",
            javaType = "Boolean")
    public static final String USSD_CANCEL = "CamelAmiGsmUssdCancel";

    @Metadata(
            description =
                    "How long the USSD request, or each step of a script, may take; the option sendTimeout without"
                            + " it. A Duration, a text such as 20s, or milliseconds.",
            label = "producer",
            javaType = "java.time.Duration")
    public static final String USSD_TIMEOUT = "CamelAmiGsmUssdTimeout";

    @Metadata(
            description = "Data coding scheme of the USSD answer; absent if the gateway does not tell.",
            javaType = "Integer")
    public static final String USSD_DCS = "CamelAmiGsmUssdDcs";

    @Metadata(
            description =
                    "The USSD answer as the gateway printed it, hex for instance, for one that was decoded wrongly.",
            javaType = "String")
    public static final String USSD_RAW = "CamelAmiGsmUssdRaw";

    @Metadata(
            description = "After a USSD script: the result of each step that was sent, in order.",
            label = "producer",
            javaType = "java.util.List<io.camelami.gsm.ussd.UssdResult>")
    public static final String USSD_STEPS = "CamelAmiGsmUssdSteps";

    @Metadata(
            description =
                    "Name of the AMI action that ACTION sends, unless the body names it. The option allowedActions has to"
                            + " list it.",
            label = "producer",
            javaType = "String")
    public static final String ACTION = "CamelAmiGsmAction";

    @Metadata(
            description = "After ACTION and COMMAND: the word the gateway answered with, such as Success or Error;"
                    + " absent if it answered without one.",
            label = "producer",
            javaType = "String")
    public static final String RESPONSE = "CamelAmiGsmResponse";

    @Metadata(
            description =
                    "After SMS_COST: alphabet, length and parts of the body as an SMS, the room left in the last part,"
                            + " and the characters that no alphabet carries.",
            label = "producer",
            javaType = "io.camelami.gsm.text.SmsCost")
    public static final String COST = "CamelAmiGsmCost";

    @Metadata(
            description = "With a span event: whether the span is registered and usable.",
            label = "consumer",
            javaType = "Boolean",
            important = true)
    public static final String SPAN_UP = "CamelAmiGsmSpanUp";

    @Metadata(
            description =
                    "With a span event: what is new about the span, such as DOWN and REGISTRATION. FOUND comes once for each"
                            + " span, when the route starts.",
            label = "consumer",
            javaType = "java.util.List<String>",
            enums = "FOUND,GONE,UP,DOWN,REGISTRATION,OPERATOR,SIM,SIGNAL,STATE")
    public static final String SPAN_CHANGES = "CamelAmiGsmSpanChanges";

    @Metadata(
            description = "With a span event: name of the network; absent if the gateway does not tell.",
            label = "consumer",
            javaType = "String")
    public static final String OPERATOR = "CamelAmiGsmOperator";

    @Metadata(
            description =
                    "With a span event: strength of the signal, 0 (-113 dBm or less) to 31 (-51 dBm or more); absent if"
                            + " the gateway does not tell.",
            label = "consumer",
            javaType = "Integer")
    public static final String SIGNAL = "CamelAmiGsmSignal";

    private AmiGsmConstants() {}
}
