package io.camelami.gsm.pdu;

import io.camelami.gsm.text.Alphabet;
import io.camelami.gsm.text.GsmAlphabet;
import io.camelami.gsm.text.SmsText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads and writes the hex that modems give and take: the octets of the SMS centre, then the TPDU.
 *
 * <p>Total: any input gives a result or an {@link SmsPduException}.
 */
public final class SmsPdu {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static final int TYPE_MASK = 0x03;
    private static final int TYPE_DELIVER = 0x00;
    private static final int TYPE_STATUS_REPORT = 0x02;
    private static final int TYPE_SUBMIT = 0x01;
    private static final int USER_DATA_HEADER = 0x40;
    private static final int REPORT_REQUEST = 0x20;
    private static final int RELATIVE_VALIDITY = 0x10;

    private SmsPdu() {}

    /**
     * Reads what a modem received.
     *
     * @param hex SMS centre and TPDU, as {@code AT+CMGR} and OpenVox's variable SMSPDU give it; blanks around it are
     *     ignored
     * @throws SmsPduException if it is neither an SMS-DELIVER nor an SMS-STATUS-REPORT, or ends too early
     */
    public static ReceivedPdu decode(String hex) throws SmsPduException {
        Octets octets = Octets.ofHex(hex.strip());
        String smsc = Address.readSmsc(octets);
        int first = octets.next("first octet");
        return switch (first & TYPE_MASK) {
            case TYPE_DELIVER -> deliver(smsc, first, octets);
            case TYPE_STATUS_REPORT -> statusReport(smsc, octets);
            default ->
                throw new SmsPduException(
                        "the PDU is of type " + (first & TYPE_MASK) + ", neither a message nor a status report");
        };
    }

    private static SmsDeliver deliver(String smsc, int first, Octets octets) throws SmsPduException {
        String sender = Address.read(octets);
        octets.next("protocol identifier");
        DataCoding coding = DataCoding.of(octets.next("data coding"));
        var sentAt = Timestamps.read(octets, "time");
        UserData userData = UserData.read(octets, coding.kind(), (first & USER_DATA_HEADER) != 0);
        return new SmsDeliver(smsc, sender, sentAt, coding, userData.text(), userData.concatenation());
    }

    private static SmsStatusReport statusReport(String smsc, Octets octets) throws SmsPduException {
        int reference = octets.next("message reference");
        String recipient = Address.read(octets);
        var sentAt = Timestamps.read(octets, "time");
        var doneAt = Timestamps.read(octets, "time of discharge");
        return new SmsStatusReport(smsc, reference, recipient, sentAt, doneAt, octets.next("status"));
    }

    /**
     * Writes {@code message} for the modem's own SMS centre, one PDU for each part.
     *
     * @param reference number of the message, 0..255, that tells its parts from those of others to the same recipient
     * @throws SmsPduException if the recipient is no number, or the text needs more than 255 parts
     */
    public static List<String> encode(SmsSubmit message, int reference) throws SmsPduException {
        Alphabet alphabet = SmsText.alphabetOf(message.text());
        List<String> texts = SmsText.split(message.text(), alphabet, false);
        if (texts.size() > 255) {
            throw new SmsPduException("a text of " + texts.size() + " parts is too long, 255 can be numbered");
        }
        List<String> pdus = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            Concatenation concatenation =
                    texts.size() == 1 ? null : new Concatenation(reference & 0xFF, texts.size(), i + 1, false);
            pdus.add(submit(message, alphabet, texts.get(i), concatenation));
        }
        return List.copyOf(pdus);
    }

    private static String submit(SmsSubmit message, Alphabet alphabet, String text, Concatenation concatenation)
            throws SmsPduException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(176);
        out.write(0); // the SMS centre that the modem knows
        out.write(TYPE_SUBMIT
                | (message.validity() != null ? RELATIVE_VALIDITY : 0)
                | (message.reportRequested() ? REPORT_REQUEST : 0)
                | (concatenation != null ? USER_DATA_HEADER : 0));
        out.write(0); // the modem numbers it
        Address.write(message.to(), out);
        out.write(0); // an ordinary message
        out.write((message.flash() ? 0x10 : 0) | (alphabet == Alphabet.UCS2 ? 0x08 : 0));
        if (message.validity() != null) {
            out.write(Timestamps.validity(message.validity()));
        }
        byte[] header = concatenation == null ? new byte[0] : UserData.header(concatenation);
        if (alphabet == Alphabet.UCS2) {
            byte[] body = text.getBytes(StandardCharsets.UTF_16BE);
            out.write(header.length + body.length);
            out.writeBytes(header);
            out.writeBytes(body);
        } else {
            byte[] septets = GsmAlphabet.encode(text);
            int headerSeptets = UserData.headerSeptets(header.length);
            out.write(headerSeptets + septets.length);
            byte[] packed = new byte[Septets.octets(headerSeptets + septets.length)];
            System.arraycopy(header, 0, packed, 0, header.length);
            Septets.pack(septets, packed, headerSeptets);
            out.writeBytes(packed);
        }
        return HEX.formatHex(out.toByteArray());
    }
}
