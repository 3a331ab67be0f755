package io.camelami.gsm;

import io.camelami.simulator.asterisk.RealAsterisk;
import org.junit.jupiter.api.extension.RegisterExtension;

class NothingFromOutside22IT extends NothingFromOutsideOnAsterisk {
    @RegisterExtension
    static final RealAsterisk ASTERISK = RealAsterisk.version(22);

    @Override
    RealAsterisk asterisk() {
        return ASTERISK;
    }
}
