package io.camelami.component;

import io.camelami.gsm.GatewayStatus;
import io.camelami.gsm.SpanHealth;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * UP while the gateway is heard and no route keeps that from the others, or while another node of the cluster is to hear
 * it; otherwise DOWN, with the reason as a sentence.
 */
final class AmiGsmHealthCheck extends AbstractHealthCheck {

    private final SharedGateway gateway;

    private AmiGsmHealthCheck(String id, SharedGateway gateway) {
        super("camel", id);
        this.gateway = gateway;
    }

    static AmiGsmHealthCheck ofConsumer(SharedGateway gateway, String routeId) {
        return new AmiGsmHealthCheck("ami-gsm-consumer-" + routeId, gateway);
    }

    /** One for all producers of a gateway. */
    static AmiGsmHealthCheck ofProducers(SharedGateway gateway) {
        return new AmiGsmHealthCheck("ami-gsm-producer-" + gateway.name(), gateway);
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        GatewayStatus status = gateway.status();
        builder.detail("gateway", status.gateway());
        builder.detail("dialect", gateway.dialect());
        builder.detail("epoch", status.epoch());
        if (status.since() != null) {
            builder.detail("since", status.since().toString());
        }
        if (status.lastHeard() != null) {
            builder.detail("last.heard", status.lastHeard().toString());
        }
        for (SpanHealth span : status.spans()) {
            builder.detail("span." + span.span(), describe(span));
        }
        boolean standby = gateway.standby();
        if (gateway.clusterNamespace() != null) {
            builder.detail("cluster.namespace", gateway.clusterNamespace());
            builder.detail("cluster.state", standby ? "STANDBY" : "OWNER");
        }
        String obstacle = status.up() ? gateway.heldUp() : status.reason();
        if (standby) {
            builder.up();
            builder.message(status.gateway() + ": " + status.reason());
        } else if (obstacle == null) {
            builder.up();
        } else {
            builder.down();
            builder.message(status.gateway() + ": " + obstacle);
        }
    }

    /** {@code up}, {@code down (No Signal), 3 failures in a row}. */
    static String describe(SpanHealth span) {
        String state = span.up() == null ? "not listed" : span.up() ? "up" : "down (" + span.state() + ")";
        return span.failures() == 0
                ? state
                : state + ", " + span.failures() + (span.failures() == 1 ? " failure" : " failures in a row");
    }
}
