package io.camelami.component;

import io.camelami.simulator.asterisk.RealAsterisk;
import org.junit.jupiter.api.extension.RegisterExtension;

class OneRouteOnAsterisk16IT extends OneRouteOnAsterisk {

    @RegisterExtension
    static final RealAsterisk ASTERISK = RealAsterisk.version(16);

    @Override
    RealAsterisk asterisk() {
        return ASTERISK;
    }
}
