package io.camelami.gsm;

import java.util.Set;

/**
 * What a gateway can do, as its dialect knows it. An operation that is not in here fails before a byte is written.
 *
 * @param operations what can be asked of it
 * @param outcomes the outcomes a send can end in, apart from FAILED and UNKNOWN, which are always possible
 * @param maxParts the longest text, in parts; 1 where long texts cannot be sent
 * @param sms what an SMS to be sent may have
 */
public record Capabilities(Set<Operation> operations, Set<Outcome> outcomes, int maxParts, Set<SmsFeature> sms) {

    public Capabilities {
        operations = Set.copyOf(operations);
        outcomes = Set.copyOf(outcomes);
        sms = Set.copyOf(sms);
    }

    /** What may be asked of a gateway, and what it may tell. */
    public enum Operation {
        SEND_SMS("send SMS"),
        RECEIVE_SMS("receive SMS"),
        SEND_USSD("send USSD"),
        RECEIVE_USSD("hear USSD that the network sends unasked"),
        ORIGINATE("make calls"),
        REDIRECT("redirect calls"),
        HANGUP("hang up calls"),
        CALL_CONTROL("park, bridge, transfer and mute calls"),
        COMMAND("run CLI commands"),
        ACTION("send any AMI action"),
        SPANS("list spans");

        private final String words;

        Operation(String words) {
            this.words = words;
        }

        /** What a gateway can do that has it, for people. */
        public String words() {
            return words;
        }
    }

    /** What an SMS to be sent may have or ask for. */
    public enum SmsFeature {
        /** Line ends in the text. */
        NEWLINES,
        /** Characters outside the GSM alphabet. */
        UNICODE,
        /** To be shown at once and not stored (class 0). */
        FLASH,
        /** A time after which the network gives up. */
        VALIDITY,
        /** The network's report that the recipient's phone has it. */
        DELIVERY_REPORT
    }
}
