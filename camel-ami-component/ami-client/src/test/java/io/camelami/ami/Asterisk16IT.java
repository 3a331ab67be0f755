package io.camelami.ami;

import io.camelami.simulator.asterisk.RealAsterisk;
import org.junit.jupiter.api.extension.RegisterExtension;

class Asterisk16IT extends RealAsteriskContract {

    @RegisterExtension
    static final RealAsterisk ASTERISK = RealAsterisk.version(16);

    @Override
    RealAsterisk asterisk() {
        return ASTERISK;
    }
}
