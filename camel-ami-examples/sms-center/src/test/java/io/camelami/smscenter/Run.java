package io.camelami.smscenter;

import static org.awaitility.Awaitility.await;

import io.camelami.component.AmiGsmEndpoint;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.smscenter.gateway.Gateway;
import io.camelami.smscenter.message.Direction;
import io.camelami.smscenter.message.Message;
import io.camelami.smscenter.message.MessageStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** One run of the application, from its start to its end, for tests that need more than one. */
final class Run implements AutoCloseable {

    private final ConfigurableApplicationContext application;

    private Run(ConfigurableApplicationContext application) {
        this.application = application;
    }

    /** Starts it on a free port and returns once it hears its simulated gateway. */
    static Run start(Path directory, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(settings));
        arguments.add("--server.port=0");
        arguments.add("--sms-center.unstored=" + directory.resolve("unstored"));
        Run run = new Run(new SpringApplicationBuilder(SmsCenter.class).run(arguments.toArray(String[]::new)));
        AmiGsmEndpoint endpoint = run.get(CamelContext.class).getEndpoint(Gateway.ENDPOINT, AmiGsmEndpoint.class);
        await().atMost(Duration.ofSeconds(15)).until(endpoint::isGatewayUp);
        return run;
    }

    <T> T get(Class<T> type) {
        return application.getBean(type);
    }

    GatewaySimulator gateway() {
        return get(GatewaySimulator.class);
    }

    int port() {
        return ((WebServerApplicationContext) application).getWebServer().getPort();
    }

    /** Messages, newest first. */
    List<Message> messages(Direction direction) {
        return get(MessageStore.class).list(direction, Long.MAX_VALUE, 100);
    }

    @Override
    public void close() {
        application.close();
    }
}
