package io.camelami.gsm.dialect.asterisk;

import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.dialect.Dialect;
import io.camelami.gsm.dialect.DialectSession;

/**
 * Plain Asterisk: actions, commands and events. It has no modem, so sending an SMS is refused before it is written, unless
 * the options say where messages go with its action {@code MessageSend} (Asterisk 11 and later).
 *
 * <p>Options ({@link GatewayConfig#dialectOptions()}):
 *
 * <ul>
 *   <li>{@code message} (none): where messages go, separated by commas, one for each span: {@code mobile:quectel0} is a
 *       device of RoEdAl's chan_quectel, to which the recipient is told; in a URI such as
 *       {@code pjsip:carrier/sip:{to}@sms.example}, {@code {to}} stands for the recipient
 *   <li>{@code from} (none): the sender that is told with them, such as {@code <sip:alerts@pbx.example>}
 *   <li>{@code validity} (the driver's, 15): minutes that the network shall try. Only with {@code mobile:}
 * </ul>
 */
public final class AsteriskDialect implements Dialect {
    static final String NAME = "asterisk";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DialectSession open(GatewayConfig config) {
        return new AsteriskSession(MessageOptions.of(config));
    }
}
