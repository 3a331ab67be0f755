package io.camelami.component;

import io.camelami.simulator.asterisk.RealAsterisk;
import org.junit.jupiter.api.extension.RegisterExtension;

class OneRouteOnAsterisk22IT extends OneRouteOnAsterisk {

    @RegisterExtension
    static final RealAsterisk ASTERISK = RealAsterisk.version(22);

    @Override
    RealAsterisk asterisk() {
        return ASTERISK;
    }
}
