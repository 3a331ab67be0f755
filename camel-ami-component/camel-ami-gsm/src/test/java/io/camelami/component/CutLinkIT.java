package io.camelami.component;

import io.camelami.simulator.asterisk.RealAsterisk;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class CutLinkIT {

    @Nested
    class On22 extends CutLinkContract {
        @RegisterExtension
        static final RealAsterisk ASTERISK = RealAsterisk.version(22);

        @Override
        RealAsterisk asterisk() {
            return ASTERISK;
        }
    }

    @Nested
    class On16 extends CutLinkContract {
        @RegisterExtension
        static final RealAsterisk ASTERISK = RealAsterisk.version(16);

        @Override
        RealAsterisk asterisk() {
            return ASTERISK;
        }
    }
}
