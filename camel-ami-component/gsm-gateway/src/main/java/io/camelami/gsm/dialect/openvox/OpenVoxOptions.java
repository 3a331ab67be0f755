package io.camelami.gsm.dialect.openvox;

import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.dialect.DialectOptions;

/** Which firmware it is; see {@link OpenVoxDialect}. */
record OpenVoxOptions(boolean sync, boolean flashArgument, boolean oneWordSync, boolean bareText) {

    static OpenVoxOptions of(GatewayConfig config) {
        DialectOptions options = new DialectOptions(OpenVoxDialect.NAME, config);
        OpenVoxOptions read = new OpenVoxOptions(
                options.flag("sync", true),
                options.flag("flashArgument", false),
                options.flag("syncsms", false),
                options.flag("bareText", false));
        options.complain();
        return read;
    }
}
