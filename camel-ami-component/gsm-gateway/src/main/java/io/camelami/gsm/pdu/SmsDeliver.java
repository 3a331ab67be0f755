package io.camelami.gsm.pdu;

import java.time.OffsetDateTime;

/**
 * A message, or a part of one, from the network to the phone.
 *
 * @param sender number ({@code +} before an international one) or alphanumeric name
 * @param sentAt when the SMS centre took it, with its zone; null if the network gave no valid time
 * @param coding how the text was coded
 * @param text the text of this part. Not cleaned: a surrogate pair that the sender cut in two is whole again only
 *     after the parts are joined. For {@link DataCoding.Kind#BINARY} each character is one octet.
 * @param concatenation which part it is, or null for a message that stands alone
 */
public record SmsDeliver(
        String smsc, String sender, OffsetDateTime sentAt, DataCoding coding, String text, Concatenation concatenation)
        implements ReceivedPdu {

    /** Without number and text: they are private. */
    @Override
    public String toString() {
        return "SmsDeliver[coding=" + coding + ", " + text.length() + " characters, concatenation=" + concatenation
                + "]";
    }
}
