package io.camelami.component;

import io.camelami.ami.AmiRuntime;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.GsmGateway;

/** Makes a gateway that is not started yet. */
@FunctionalInterface
interface GatewayFactory {
    GsmGateway create(GatewayConfig config, AmiRuntime runtime);
}
