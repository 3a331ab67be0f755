package io.camelami.gsm;

import io.camelami.ami.AmiRuntime;
import io.camelami.gsm.dialect.Dialect;
import io.camelami.gsm.dialect.Dialects;
import java.util.Collection;
import java.util.List;

/** Makes gateways. */
public final class GsmGateways {

    private GsmGateways() {}

    /**
     * A gateway that is not started yet.
     *
     * @param runtime gives threads and time; must outlive the gateway
     * @throws IllegalArgumentException if the dialect or one of its options is unknown; with {@code dialect=auto} the
     *     options are checked when it is found, and the status says what is wrong with them
     */
    public static GsmGateway create(GatewayConfig config, AmiRuntime runtime) {
        return create(config, runtime, List.of());
    }

    /** @param own dialects that are not found by {@link java.util.ServiceLoader}; they come first */
    public static GsmGateway create(GatewayConfig config, AmiRuntime runtime, Collection<? extends Dialect> own) {
        if (config.dialect().equalsIgnoreCase(AutoGateway.DIALECT)) {
            return new AutoGateway(config, runtime, own);
        }
        return new AmiGsmGateway(
                config, runtime, Dialects.find(config.dialect(), own).open(config));
    }
}
