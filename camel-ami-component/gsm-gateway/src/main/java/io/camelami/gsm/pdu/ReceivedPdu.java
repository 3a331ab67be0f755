package io.camelami.gsm.pdu;

/** What a modem receives from the network. */
public sealed interface ReceivedPdu permits SmsDeliver, SmsStatusReport {

    /** Number of the SMS centre it came through, or an empty string. */
    String smsc();
}
