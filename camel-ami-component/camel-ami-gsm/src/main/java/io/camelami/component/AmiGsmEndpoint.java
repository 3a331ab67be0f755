package io.camelami.component;

import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.GatewayStatus;
import java.util.Map;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Send and receive SMS and control calls with GSM gateways (OpenVox, Yeastar TG, Asterisk) over the Asterisk Manager
 * Interface.
 */
@ManagedResource(description = "Managed AMI GSM Endpoint")
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "ami-gsm",
        title = "AMI GSM",
        syntax = "ami-gsm:gateway",
        category = {Category.MESSAGING, Category.MOBILE},
        headersClass = AmiGsmConstants.class)
public final class AmiGsmEndpoint extends DefaultEndpoint implements AsyncEndpoint, EndpointServiceLocation {

    @UriPath(
            description = "The gateway: its address as host or host:port (5038 unless given), or the name of a"
                    + " GatewayConfig bean in the registry.")
    @Metadata(required = true)
    private String gateway;

    @UriParam
    private AmiGsmConfiguration configuration;

    @UriParam(
            label = "consumer",
            defaultValue = "sms",
            description =
                    "What to listen for, as a list with commas: sms (each SMS that arrives), ussd (what the network says"
                            + " unasked, where the gateway tells it), delivery (each report on an SMS that was sent), call (each call, at its end), call-event (each change in a call), missed"
                            + " (each call that was missed), cdr (each call detail record), span (each span when the route"
                            + " starts, and then each change of one), link (link-up, link-down"
                            + " and gap, which says what may have been missed), raw (each AMI event as it comes).")
    private String events = "sms";

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "1000",
            description =
                    "How many events may wait for the route. When it is full, reading from the gateway pauses; while"
                            + " the route is suspended, further events are dropped, counted and announced instead.")
    private int queueSize = 1000;

    @UriParam(
            label = "consumer",
            defaultValue = "10",
            description =
                    "With exchangePattern=InOut: how many replies one number gets within an hour, so that two robots which"
                            + " answer each other come to an end. Further ones are not sent, with a warning for the first. 0 to"
                            + " answer no SMS.")
    private int repliesPerHour = 10;

    @UriParam(
            label = "producer",
            defaultValue = "SEND_SMS",
            description = "What to do with a message. If it is set here, a header cannot change it.")
    private AmiGsmOperation operation;

    @UriParam(
            label = "producer",
            description =
                    "The span to send from, counted from 1 as on the gateway's front. If it is set here, a header"
                            + " cannot change it; otherwise the header CamelAmiGsmSpan counts, and without it the gateway chooses.")
    private Integer span;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description =
                    "Whether an outcome of FAILED, EXPIRED or UNKNOWN is thrown as an exception. If not, the route has"
                            + " to look at the header CamelAmiGsmOutcome.")
    private boolean throwExceptionOnFailure = true;

    @UriParam(
            label = "producer,security",
            description =
                    "The AMI actions that the operation ACTION may send, as a list with commas, or * for all. None if not"
                            + " set. Actions such as Command, Originate and UpdateConfig run code on the server, so list"
                            + " only what the route needs.")
    private String allowedActions;

    @UriParam(
            label = "producer,security",
            description =
                    "The CLI commands that the operation COMMAND may run, as a list with commas, or * for all. None if not"
                            + " set. An entry allows exactly that command, or, if it ends in a blank and *, all that begin"
                            + " with its words. CLI commands can run code on the server and stop it.")
    private String allowedCommands;

    private final AmiGsmComponent component;
    private GatewayConfig gatewayConfig;

    AmiGsmEndpoint(String uri, AmiGsmComponent component, AmiGsmConfiguration configuration) {
        super(uri, component);
        this.component = component;
        this.configuration = configuration;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        EventKind.parse(events);
        if (queueSize < 1) {
            throw new IllegalArgumentException("Option queueSize=" + queueSize + " must be at least 1");
        }
        if (repliesPerHour < 0) {
            throw new IllegalArgumentException(
                    "Option repliesPerHour=" + repliesPerHour + " must be at least 0, which answers no SMS");
        }
        if (span != null && span < 1) {
            throw new IllegalArgumentException("Option span=" + span
                    + " must be at least 1: spans count from 1. Leave it out to let the gateway choose");
        }
        gatewayConfig = component.gatewayConfig(gateway, configuration);
    }

    @Override
    public Producer createProducer() {
        return new AmiGsmProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        AmiGsmConsumer consumer = new AmiGsmConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public AmiGsmComponent getComponent() {
        return component;
    }

    /** The gateway of this endpoint, for one user of it; to be given back with {@link #releaseGateway}. */
    SharedGateway acquireGateway() {
        return component.gateways().acquire(gatewayConfig, toString());
    }

    void releaseGateway(SharedGateway shared) {
        component.gateways().release(shared);
    }

    @ManagedAttribute(description = "Whether the gateway is logged in and was heard within the liveness window")
    public boolean isGatewayUp() {
        GatewayStatus status = status();
        return status != null && status.up();
    }

    @ManagedAttribute(description = "Why the gateway is up or down")
    public String getGatewayReason() {
        GatewayStatus status = status();
        return status == null ? "no route uses it now" : status.reason();
    }

    @ManagedAttribute(description = "Number of the login session")
    public long getGatewayEpoch() {
        GatewayStatus status = status();
        return status == null ? 0 : status.epoch();
    }

    private GatewayStatus status() {
        SharedGateway shared =
                gatewayConfig == null ? null : component.gateways().find(gatewayConfig);
        return shared == null ? null : shared.status();
    }

    @Override
    public String getServiceUrl() {
        return gatewayConfig == null ? gateway : gatewayConfig.host() + ":" + gatewayConfig.port();
    }

    @Override
    public String getServiceProtocol() {
        return "ami";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return gatewayConfig == null ? Map.of() : Map.of("dialect", gatewayConfig.dialect());
    }

    public String getGateway() {
        return gateway;
    }

    public void setGateway(String gateway) {
        this.gateway = gateway;
    }

    public AmiGsmConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(AmiGsmConfiguration configuration) {
        this.configuration = configuration;
    }

    public String getEvents() {
        return events;
    }

    public void setEvents(String events) {
        this.events = events;
    }

    public int getQueueSize() {
        return queueSize;
    }

    public void setQueueSize(int queueSize) {
        this.queueSize = queueSize;
    }

    public int getRepliesPerHour() {
        return repliesPerHour;
    }

    public void setRepliesPerHour(int repliesPerHour) {
        this.repliesPerHour = repliesPerHour;
    }

    public AmiGsmOperation getOperation() {
        return operation;
    }

    public void setOperation(AmiGsmOperation operation) {
        this.operation = operation;
    }

    public Integer getSpan() {
        return span;
    }

    public void setSpan(Integer span) {
        this.span = span;
    }

    public boolean isThrowExceptionOnFailure() {
        return throwExceptionOnFailure;
    }

    public void setThrowExceptionOnFailure(boolean throwExceptionOnFailure) {
        this.throwExceptionOnFailure = throwExceptionOnFailure;
    }

    public String getAllowedActions() {
        return allowedActions;
    }

    public void setAllowedActions(String allowedActions) {
        this.allowedActions = allowedActions;
    }

    public String getAllowedCommands() {
        return allowedCommands;
    }

    public void setAllowedCommands(String allowedCommands) {
        this.allowedCommands = allowedCommands;
    }
}
