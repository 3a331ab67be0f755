package io.camelami.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiAction;
import io.camelami.simulator.asterisk.RealAsterisk;
import java.util.concurrent.TimeUnit;

/** The dialplan and the commands of a gateway on a real Asterisk. */
abstract class OneRouteOnAsterisk extends OneRouteContract {

    abstract RealAsterisk asterisk();

    @Override
    String address() {
        return asterisk().host() + ":" + asterisk().port();
    }

    @Override
    void arrive(String sender, String text) {
        AmiAction originate = AmiAction.of("Originate")
                .with("Channel", "Local/sms@gsm-2/n")
                .with("Application", "Wait")
                .with("Data", "1")
                .with("Async", "true")
                .with("Variable", "SMS_SENDER=" + sender)
                .with("Variable", "SMS_TIME=2013-08-20 15:17:45")
                .with("Variable", "SMS_TEXT=\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        assertThat(gateways()
                        .get(0)
                        .gateway()
                        .action(originate)
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join()
                        .success())
                .isTrue();
    }

    @Override
    String sent(String to) {
        return asterisk()
                .cli("database get 2 " + to)
                .lines()
                .filter(line -> line.startsWith("Value: "))
                .map(line -> line.substring("Value: ".length()))
                .findFirst()
                .orElse(null);
    }
}
