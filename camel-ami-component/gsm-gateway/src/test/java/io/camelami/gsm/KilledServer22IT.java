package io.camelami.gsm;

import io.camelami.simulator.asterisk.RealAsterisk;
import org.junit.jupiter.api.extension.RegisterExtension;

class KilledServer22IT extends KilledServerContract {
    @RegisterExtension
    static final RealAsterisk ASTERISK = RealAsterisk.version(22);

    @Override
    RealAsterisk asterisk() {
        return ASTERISK;
    }
}
