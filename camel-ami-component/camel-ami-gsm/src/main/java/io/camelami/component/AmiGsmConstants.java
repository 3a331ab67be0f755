package io.camelami.component;

import org.apache.camel.spi.Metadata;

/**
 * Names of the message headers. They are the same for every vendor, and what the consumer sets is what the producer
 * reads, so that a message can be answered without any mapping.
 */
public final class AmiGsmConstants {

    @Metadata(
            description = "What the message is about: sms, delivery, link-up, link-down, gap or raw.",
            label = "consumer",
            javaType = "String",
            enums = "sms,delivery,link-up,link-down,gap,raw",
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
            description = "Sender of an SMS that arrived. Without CamelAmiGsmTo the producer answers to it.",
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
            description = "What the producer does, unless the option operation fixes it.",
            label = "producer",
            javaType = "io.camelami.component.AmiGsmOperation",
            enums = "SEND_SMS")
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
                    + " have swallowed.",
            javaType = "String")
    public static final String DETAIL = "CamelAmiGsmDetail";

    private AmiGsmConstants() {}
}
