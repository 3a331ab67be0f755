package io.camelami.gsm.dialect.openvox;

import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.dialect.Dialect;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.GsmShowSpans;
import io.camelami.gsm.dialect.Traits;

/**
 * OpenVox VoxStack and its relatives: SMS through the CLI of the chan_extra driver, inbound through dialplan events.
 *
 * <p>Options ({@link GatewayConfig#dialectOptions()}):
 *
 * <ul>
 *   <li>{@code sync} (true): {@code gsm send sync sms}, which tells the network's answer; false for
 *       {@code gsm send sms}, which only says that the gateway took it
 *   <li>{@code flashArgument} (false): newer firmware, whose sync commands have a flash argument before the id; without
 *       it a flash message goes out as a PDU
 *   <li>{@code syncsms} (false): early firmware, which spells the command {@code gsm send syncsms}
 *   <li>{@code bareText} (false): the dialplan shows the text alone as AppData of its first step; the sender is unknown
 *   <li>{@code joinParts} (0): joins, by a guess, the parts of long messages where the PDU is not seen: texts of one sender
 *       on one span that come within so many seconds of each other, all but the last of them as long as a full part. 0
 *       joins none, and every part is told as a message of its own
 * </ul>
 *
 * <p>The risk of {@code joinParts}: the driver strips what tells parts from messages (gateways.md §2.4), so a message that
 * happens to be as long as a full part (152 or 153 characters; 66 or 67 if it is not of the GSM alphabet) is told only when
 * the time is over, and joined with the next one if the same sender writes again meanwhile. Parts that come out of order
 * are joined in the order they came; one that is lost leaves no trace. With the PDU (VarSet events) none of this is needed.
 */
public final class OpenVoxDialect implements Dialect {
    static final String NAME = "openvox";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DialectSession open(GatewayConfig config) {
        return new OpenVoxSession(config, OpenVoxOptions.of(config));
    }

    /** A Yeastar TG has the same commands from the same origin, and an action of its own for them (gateways.md §3.2). */
    @Override
    public String recognize(Traits told) {
        if (told.actions().contains("smscommand")) {
            return null;
        }
        if (told.gsmVersion().stream().anyMatch(line -> line.startsWith("libgsmat version"))) {
            return "its command 'gsm show version', which prints that of libgsmat";
        }
        return GsmShowSpans.isListing(told.gsmSpans()) ? "its command 'gsm show spans', which prints GSM spans" : null;
    }
}
