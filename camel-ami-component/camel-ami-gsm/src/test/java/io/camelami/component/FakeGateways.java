package io.camelami.component;

import io.camelami.gsm.GatewayStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Camel context whose component opens {@link FakeGateway}s. */
final class FakeGateways implements BeforeEachCallback, AfterEachCallback {

    static final String GATEWAY = "ami-gsm:gw?username=app&secret=RAW(s3cr+t)";

    final List<FakeGateway> opened = new CopyOnWriteArrayList<>();
    /** How a gateway is when it is opened; logged in unless set. */
    GatewayStatus initial;

    DefaultCamelContext context;
    AmiGsmComponent component;

    @Override
    public void beforeEach(ExtensionContext extension) {
        context = new DefaultCamelContext(false);
        context.setLoadHealthChecks(true);
        context.build();
        component = new AmiGsmComponent((config, runtime) -> {
            FakeGateway gateway = new FakeGateway(config);
            if (initial != null) {
                gateway.status = initial;
            }
            opened.add(gateway);
            return gateway;
        });
        context.addComponent("ami-gsm", component);
    }

    @Override
    public void afterEach(ExtensionContext extension) throws Exception {
        context.close();
    }

    /** The gateway that was opened last. */
    FakeGateway gateway() {
        return opened.get(opened.size() - 1);
    }

    void start(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
    }

    CamelContext context() {
        return context;
    }
}
