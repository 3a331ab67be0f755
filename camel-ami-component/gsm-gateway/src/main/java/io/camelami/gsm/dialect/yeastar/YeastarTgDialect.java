package io.camelami.gsm.dialect.yeastar;

import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.dialect.Dialect;
import io.camelami.gsm.dialect.DialectOptions;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.Traits;

/**
 * Yeastar NeoGate TG100 to TG1600.
 *
 * <p><b>Spans.</b> A span here is the port as the device's label and its web page count it, from 1. On the wire the
 * gateway calls port 1 span 2, and so on (gateways.md §3.2); that stays inside this dialect.
 *
 * <p><b>Length.</b> The gateway splits long texts itself, so a text goes out whole, and is refused if its URL encoding
 * does not fit the line that the gateway reads: about 950 letters and digits, 155 Cyrillic or 105 Chinese characters.
 */
public final class YeastarTgDialect implements Dialect {
    static final String NAME = "yeastar-tg";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DialectSession open(GatewayConfig config) {
        new DialectOptions(NAME, config).complain();
        return new YeastarTgSession(config.zone());
    }

    @Override
    public String recognize(Traits told) {
        return told.actions().contains(YeastarTgSession.ACTION) ? "its action smscommand" : null;
    }
}
