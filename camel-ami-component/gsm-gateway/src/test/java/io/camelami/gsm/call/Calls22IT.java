package io.camelami.gsm.call;

import io.camelami.simulator.asterisk.RealAsterisk;
import org.junit.jupiter.api.extension.RegisterExtension;

class Calls22IT extends RealCallsContract {
    @RegisterExtension
    static final RealAsterisk ASTERISK = RealAsterisk.version(22);

    @Override
    RealAsterisk asterisk() {
        return ASTERISK;
    }
}
