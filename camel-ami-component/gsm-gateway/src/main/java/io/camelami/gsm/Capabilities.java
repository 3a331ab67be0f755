package io.camelami.gsm;

import java.util.Set;

/**
 * What a gateway can do, as its dialect knows it. An operation that is not in here fails before a byte is written.
 *
 * @param operations what can be asked of it
 * @param outcomes the outcomes a send can end in, apart from FAILED and UNKNOWN, which are always possible
 * @param maxParts the longest text, in parts; 1 where long texts cannot be sent
 * @param newlines whether a text may contain line ends
 * @param unicode whether a text may leave the GSM alphabet
 * @param deliveryReports whether the network's delivery reports reach us
 */
public record Capabilities(
        Set<Operation> operations,
        Set<Outcome> outcomes,
        int maxParts,
        boolean newlines,
        boolean unicode,
        boolean deliveryReports) {

    public Capabilities {
        operations = Set.copyOf(operations);
        outcomes = Set.copyOf(outcomes);
    }

    /** What may be asked of a gateway. */
    public enum Operation {
        SEND_SMS,
        RECEIVE_SMS,
        SEND_USSD,
        ORIGINATE,
        REDIRECT,
        HANGUP,
        /** Park, bridge, attended transfer, keys and mute. */
        CALL_CONTROL,
        COMMAND,
        ACTION,
        SPANS
    }
}
