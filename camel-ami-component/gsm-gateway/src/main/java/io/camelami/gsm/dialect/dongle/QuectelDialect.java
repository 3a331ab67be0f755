package io.camelami.gsm.dialect.dongle;

import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.dialect.Dialect;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.Traits;

/**
 * Asterisk with chan_quectel, IchthysMaranatha's, which is wdoekes' chan_dongle under other names. RoEdAl's driver of the
 * same name has no AMI at all.
 *
 * <p>Options as of {@link DongleDialect}, without {@code driver} and {@code flash}.
 */
public final class QuectelDialect implements Dialect {
    static final String NAME = "chan-quectel";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DialectSession open(GatewayConfig config) {
        return new DongleSession(config.name(), "Quectel", DongleOptions.ofQuectel(config));
    }

    @Override
    public String recognize(Traits told) {
        return told.hasActionsOf("quectel") ? "its actions whose names begin with Quectel" : null;
    }
}
