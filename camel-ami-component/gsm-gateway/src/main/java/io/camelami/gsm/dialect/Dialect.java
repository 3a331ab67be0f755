package io.camelami.gsm.dialect;

import io.camelami.gsm.GatewayConfig;

/** The way one kind of gateway speaks. Without state: everything about one gateway is in its {@link DialectSession}. */
public interface Dialect {

    /** The value of {@link GatewayConfig#dialect()} that chooses it, in lower case, such as {@code openvox}. */
    String name();

    /**
     * Begins to speak to one gateway.
     *
     * @throws IllegalArgumentException if a dialect option is unknown or wrong; the message names the option, its value
     *     and those that exist
     */
    DialectSession open(GatewayConfig config);
}
