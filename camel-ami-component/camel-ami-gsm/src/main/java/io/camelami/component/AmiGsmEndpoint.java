package io.camelami.component;

import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.GatewayStatus;
import io.camelami.gsm.text.TextPolicy;
import java.util.Map;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.IdempotentRepository;
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
                    "How many events may wait for the route. When it is full, whenFull says what happens; while the route"
                            + " is suspended, further events are dropped, counted and announced.")
    private int queueSize = 1000;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "BLOCK",
            description =
                    "What to do with an event when queueSize events wait for the route: BLOCK lets it wait, and with it"
                            + " everything that the gateway tells after it, to all routes and sends of this gateway; DROP"
                            + " drops call-event, call, missed, cdr, span and raw, counted and announced as a gap, but"
                            + " never sms, ussd, delivery and link, for which there is as much room again.")
    private WhenFull whenFull = WhenFull.BLOCK;

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
            defaultValue = "AUTO",
            description =
                    "What to do with characters outside the GSM alphabet, each of which makes a text UCS-2 with 70 instead"
                            + " of 160 characters in a part: AUTO sends them, REJECT refuses the text and names them by their code"
                            + " points, TRANSLITERATE puts what comes next to them in the alphabet in their place (letters"
                            + " without accents, plain quotes and dashes) and refuses what has nothing next to it.")
    private TextPolicy.Unicode unicode = TextPolicy.Unicode.AUTO;

    @UriParam(
            label = "producer",
            defaultValue = "SPLIT",
            description =
                    "What to do with a text that takes more than one part as this gateway sends it: SPLIT sends all parts,"
                            + " REJECT refuses the text, TRUNCATE sends what fits one part and sets the header"
                            + " CamelAmiGsmTruncated.")
    private TextPolicy.LongText longText = TextPolicy.LongText.SPLIT;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description =
                    "Whether an outcome of FAILED, EXPIRED or UNKNOWN is thrown as an exception. If not, the route has"
                            + " to look at the header CamelAmiGsmOutcome.")
    private boolean throwExceptionOnFailure = true;

    @UriParam(
            label = "producer",
            defaultValue = "FAIL",
            description =
                    "What to do about an SMS whose outcome is UNKNOWN: FAIL leaves it at that; VERIFY waits for a report that"
                            + " comes late, as long again as the send may take; RESEND sends it once more when the link is up, so"
                            + " that it may arrive twice.")
    private OnUnknown onUnknown = OnUnknown.FAIL;

    @UriParam(
            label = "producer,advanced",
            description =
                    "Where the keys of the header CamelAmiGsmIdempotencyKey are kept. If not set, in memory: 10,000 keys, until"
                            + " the application ends. With one of Camel's that lasts, a key counts over restarts, and for all"
                            + " that share it.")
    private IdempotentRepository idempotentRepository;

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
        return component.gateways().acquire(gatewayConfig, configuration.getClusterNamespace(), toString());
    }

    SendOnce sendOnce() {
        return component.sendOnce(idempotentRepository);
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

    @ManagedAttribute(description = "The dialect that is spoken to the gateway, and whether it was found out")
    public String getGatewayDialect() {
        SharedGateway shared = shared();
        return shared == null ? "no route uses it now" : shared.dialect();
    }

    private SharedGateway shared() {
        return gatewayConfig == null ? null : component.gateways().find(gatewayConfig);
    }

    private GatewayStatus status() {
        SharedGateway shared = shared();
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

    public WhenFull getWhenFull() {
        return whenFull;
    }

    public void setWhenFull(WhenFull whenFull) {
        this.whenFull = whenFull;
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

    public TextPolicy.Unicode getUnicode() {
        return unicode;
    }

    public void setUnicode(TextPolicy.Unicode unicode) {
        this.unicode = unicode;
    }

    public TextPolicy.LongText getLongText() {
        return longText;
    }

    public void setLongText(TextPolicy.LongText longText) {
        this.longText = longText;
    }

    public boolean isThrowExceptionOnFailure() {
        return throwExceptionOnFailure;
    }

    public void setThrowExceptionOnFailure(boolean throwExceptionOnFailure) {
        this.throwExceptionOnFailure = throwExceptionOnFailure;
    }

    public OnUnknown getOnUnknown() {
        return onUnknown;
    }

    public void setOnUnknown(OnUnknown onUnknown) {
        this.onUnknown = onUnknown;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
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
