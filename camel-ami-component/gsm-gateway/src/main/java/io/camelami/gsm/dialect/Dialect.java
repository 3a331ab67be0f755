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

    /**
     * Whether a server that told this is such a gateway. A dialect that does not override it is never found by
     * {@code dialect=auto}, only chosen by its name.
     *
     * @return by what, in a few words of our own such as {@code its action smscommand}; null if it is not
     */
    default String recognize(Traits told) {
        return null;
    }
}
