package io.camelami.gsm;

import io.camelami.simulator.asterisk.RealAsterisk;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultyNetwork22IT extends FaultyNetworkContract {
    @RegisterExtension
    static final RealAsterisk ASTERISK = RealAsterisk.version(22);

    @Override
    RealAsterisk asterisk() {
        return ASTERISK;
    }
}
