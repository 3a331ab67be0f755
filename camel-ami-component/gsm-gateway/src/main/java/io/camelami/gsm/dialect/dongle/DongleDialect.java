package io.camelami.gsm.dialect.dongle;

import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.dialect.Dialect;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.Traits;

/**
 * Asterisk with chan_dongle.
 *
 * <p>Options ({@link GatewayConfig#dialectOptions()}):
 *
 * <ul>
 *   <li>{@code driver} (auto): {@code bg111} for the original driver, {@code wdoekes} for the maintained one; auto tells
 *       them apart by their list of devices, for which the AMI user needs the right {@code reporting} or {@code system}
 *   <li>{@code devices} (asked of the driver): names of the devices, separated by commas, in the order of their spans
 *   <li>{@code report} (false): asks for delivery reports; a send then ends when the phone has the message, or as EXPIRED.
 *       Only with wdoekes' driver, bg111's tells nothing of reports
 *   <li>{@code validity} (the network's): minutes that the network shall try
 *   <li>{@code flash} (false): messages are shown at once and not stored. Only with bg111's driver
 * </ul>
 *
 * <p>The last three count for messages that do not say otherwise ({@link io.camelami.gsm.SmsOptions}).
 */
public final class DongleDialect implements Dialect {
    static final String NAME = "chan-dongle";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DialectSession open(GatewayConfig config) {
        return new DongleSession(config.name(), "Dongle", DongleOptions.ofDongle(config));
    }

    @Override
    public String recognize(Traits told) {
        return told.hasActionsOf("dongle") ? "its actions whose names begin with Dongle" : null;
    }
}
