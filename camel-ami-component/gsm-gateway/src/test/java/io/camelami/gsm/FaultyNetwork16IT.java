package io.camelami.gsm;

import io.camelami.simulator.asterisk.RealAsterisk;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultyNetwork16IT extends FaultyNetworkContract {
    @RegisterExtension
    static final RealAsterisk ASTERISK = RealAsterisk.version(16);

    @Override
    RealAsterisk asterisk() {
        return ASTERISK;
    }
}
