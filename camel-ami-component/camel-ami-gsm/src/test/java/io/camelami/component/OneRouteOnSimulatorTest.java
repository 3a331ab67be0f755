package io.camelami.component;

import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SentSms;
import io.camelami.simulator.SimulatorExtension;
import java.time.Clock;
import java.time.LocalDateTime;
import org.junit.jupiter.api.extension.RegisterExtension;

class OneRouteOnSimulatorTest extends OneRouteContract {

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = SimulatorExtension.of(GatewaySimulator.builder(Personality.OPENVOX)
            .user("admin")
            .secret("secret")
            .clock(Clock.systemUTC()));

    @Override
    String address() {
        return SIMULATOR.gateway().host() + ":" + SIMULATOR.gateway().port();
    }

    @Override
    void arrive(String sender, String text) {
        SIMULATOR.gateway().receiveSms(2, sender, text, LocalDateTime.of(2013, 8, 20, 15, 17, 45));
    }

    @Override
    String sent(String to) {
        return SIMULATOR.gateway().sentSms().stream()
                .filter(sms -> sms.span() == 2 && sms.to().equals(to))
                .map(SentSms::text)
                .findFirst()
                .orElse(null);
    }
}
