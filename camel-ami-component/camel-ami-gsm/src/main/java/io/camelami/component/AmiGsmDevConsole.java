package io.camelami.component;

import io.camelami.gsm.GatewayStatus;
import io.camelami.gsm.SpanHealth;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Shows the gateways that are open, and how they are. */
@DevConsole(name = "ami-gsm", displayName = "AMI GSM", description = "GSM gateways over AMI: links and their state")
public final class AmiGsmDevConsole extends AbstractDevConsole {

    public AmiGsmDevConsole() {
        super("camel", "ami-gsm", "AMI GSM", "GSM gateways over AMI: links and their state");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (SharedGateway gateway : gateways()) {
            GatewayStatus status = gateway.status();
            text.append(String.format(
                    "%s (%s): %s since %s, epoch %d, last heard %s, %d users: %s%n",
                    gateway.name(),
                    gateway.dialect(),
                    status.up() ? "up" : "down",
                    status.since(),
                    status.epoch(),
                    status.lastHeard() == null ? "never" : status.lastHeard(),
                    gateway.users(),
                    status.reason()));
            for (SpanHealth span : status.spans()) {
                text.append(String.format("    span %d: %s%n", span.span(), AmiGsmHealthCheck.describe(span)));
            }
        }
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonArray list = new JsonArray();
        for (SharedGateway gateway : gateways()) {
            GatewayStatus status = gateway.status();
            JsonObject json = new JsonObject();
            json.put("gateway", gateway.name());
            json.put("dialect", gateway.dialect());
            json.put("up", status.up());
            json.put("since", String.valueOf(status.since()));
            json.put("epoch", status.epoch());
            json.put(
                    "lastHeard",
                    status.lastHeard() == null ? null : status.lastHeard().toString());
            json.put("users", gateway.users());
            json.put("reason", status.reason());
            json.put("spans", spans(status));
            list.add(json);
        }
        JsonObject root = new JsonObject();
        root.put("gateways", list);
        return root;
    }

    private static JsonArray spans(GatewayStatus status) {
        JsonArray list = new JsonArray();
        for (SpanHealth span : status.spans()) {
            JsonObject json = new JsonObject();
            json.put("span", span.span());
            json.put("up", span.up());
            json.put("failures", span.failures());
            json.put("state", span.state());
            list.add(json);
        }
        return list;
    }

    private List<SharedGateway> gateways() {
        return getCamelContext().hasComponent("ami-gsm") instanceof AmiGsmComponent component
                ? component.gateways().all()
                : List.of();
    }
}
