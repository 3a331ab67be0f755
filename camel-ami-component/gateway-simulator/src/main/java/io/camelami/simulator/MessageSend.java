package io.camelami.simulator;

import io.camelami.simulator.Radio.Modem;
import io.camelami.simulator.manager.ActionHandler;
import io.camelami.simulator.manager.LinkCutException;
import io.camelami.simulator.manager.ManagerAction;
import io.camelami.simulator.manager.ManagerSession;
import io.camelami.simulator.manager.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code MessageSend} with one technology, that of RoEdAl's chan_quectel, which takes a message into the modem's queue and
 * never tells more (gateways.md §1.9, §4.1). {@code mobile:quectel0} is the first span.
 */
final class MessageSend implements ActionHandler {
    private static final Pattern DEVICE = Pattern.compile("mobile:quectel(\\d{1,3})");
    private static final Duration NO_LIMIT = Duration.ofDays(1);

    private final Radio radio;

    MessageSend(Radio radio) {
        this.radio = radio;
    }

    @Override
    public void handle(ManagerSession session, ManagerAction action) throws IOException {
        String to = action.header("To");
        String destination = action.header("Destination").isEmpty() ? to : action.header("Destination");
        Optional<Modem> modem = modem(destination);
        if (destination.isEmpty()) {
            session.fail(action, "No 'To' address specified.");
        } else if (!destination.startsWith("mobile:")) {
            session.fail(action, "Message technology not found.");
        } else if (modem.isEmpty()) {
            session.fail(action, "Message failed to send.");
        } else {
            send(modem.get(), Wire.text(to), body(action));
            session.succeed(action, "Message: Message successfully sent");
        }
    }

    private Optional<Modem> modem(String destination) {
        Matcher device = DEVICE.matcher(destination);
        return device.matches() ? radio.modem(Integer.parseInt(device.group(1)) + 1) : Optional.empty();
    }

    private static String body(ManagerAction action) {
        String encoded = action.header("Base64Body");
        return encoded.isEmpty()
                ? Wire.text(action.header("Body"))
                : new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private static void send(Modem modem, String to, String text) {
        SentSms sms = new SentSms(modem.span(), to, text, "");
        SendBehaviour behaviour = modem.nextBehaviour();
        modem.enqueue(() -> modem.send(sms, behaviour, NO_LIMIT));
        if (behaviour == SendBehaviour.LOSE_LINK) {
            throw LinkCutException.reset();
        }
    }
}
