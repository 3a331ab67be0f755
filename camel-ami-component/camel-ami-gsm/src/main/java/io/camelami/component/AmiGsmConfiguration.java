package io.camelami.component;

import io.camelami.gsm.SpanChoice;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * How to reach a gateway and how to speak to it: what all endpoints of one gateway have in common. What an endpoint does
 * with the gateway is on the endpoint itself.
 */
@UriParams
public class AmiGsmConfiguration implements Cloneable {

    @UriParam(
            label = "security",
            secret = true,
            description =
                    "AMI user. On OpenVox it is set under Advanced, Asterisk API; on Yeastar TG under API Settings; on"
                            + " Asterisk in manager.conf.")
    private String username;

    @UriParam(
            label = "security",
            secret = true,
            description = "The user's secret. Write it as RAW(...) if it has characters that mean something in a URI.")
    private String secret;

    @UriParam(
            defaultValue = "openvox",
            description =
                    "The gateway's way of telling and taking messages: openvox, yeastar-tg, chan-dongle, chan-quectel,"
                            + " asterisk, or the name of one that you have added; auto to ask the gateway what it is.")
    private String dialect = "openvox";

    @UriParam(
            label = "advanced",
            description =
                    "Zone of the local times that the gateway prints without one, as Europe/Berlin or +02:00. The zone"
                            + " of this machine if not set.")
    private String zone;

    @UriParam(
            defaultValue = "0",
            description =
                    "How many spans the gateway has, for choosing one when a message names none. 0 to ask the gateway.")
    private int spans;

    @UriParam(
            label = "security",
            description =
                    "TLS to the gateway. A plain connection if neither this nor useGlobalSslContextParameters is set.")
    private SSLContextParameters sslContextParameters;

    @UriParam(
            label = "security",
            defaultValue = "true",
            description = "Whether the host name must be in the gateway's certificate. Matters with TLS only.")
    private boolean verifyHostname = true;

    @UriParam(
            label = "advanced",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "How long connecting and logging in may take.")
    private long connectTimeout = 10_000;

    @UriParam(
            label = "advanced",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "How long an AMI action may stay unanswered.")
    private long actionTimeout = 10_000;

    @UriParam(
            label = "producer",
            defaultValue = "1m",
            javaType = "java.time.Duration",
            description =
                    "How long a send may take until its outcome must be known; then it is UNKNOWN, or EXPIRED if only"
                            + " the report is missing.")
    private long sendTimeout = 60_000;

    @UriParam(
            label = "advanced",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "After this much silence the gateway is asked for a sign of life.")
    private long keepAlive = 10_000;

    @UriParam(
            label = "advanced",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "After this much silence the link counts as down, whatever the socket says.")
    private long livenessWindow = 30_000;

    @UriParam(
            label = "advanced",
            defaultValue = "200",
            javaType = "java.time.Duration",
            description = "Delay before the first reconnect. It grows with every try that fails, with jitter.")
    private long reconnectMin = 200;

    @UriParam(
            label = "advanced",
            defaultValue = "30s",
            javaType = "java.time.Duration",
            description = "The longest delay between two tries to reconnect.")
    private long reconnectMax = 30_000;

    @UriParam(
            label = "consumer",
            defaultValue = "5m",
            javaType = "java.time.Duration",
            description =
                    "How long the parts of a long SMS wait for the missing ones. Then what there is goes to the route,"
                            + " with the header CamelAmiGsmMissingParts.")
    private long reassemblyTimeout = 300_000;

    @UriParam(
            label = "producer",
            javaType = "java.time.Duration",
            description = "The least time between two parts of messages on one span; 0 for none. If not set, what the"
                    + " gateway's vendor asks for: 10 seconds on Yeastar TG, nothing elsewhere. It holds over a restart, too:"
                    + " the first part waits until the gateway is open for that long.")
    private Long pacing;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "1000",
            description = "How many messages may wait for one span. One more is FAILED with RETRY_LATER.")
    private int sendQueue = 1000;

    @UriParam(
            label = "producer",
            defaultValue = "ROUND_ROBIN",
            description =
                    "How a span is chosen for a message that names none: round-robin, least-busy (the one with the fewest"
                            + " parts waiting) or sticky (the same one for the same recipient). Spans that are down, or whose"
                            + " quota is used up, are passed over.")
    private SpanChoice spanChoice = SpanChoice.ROUND_ROBIN;

    @UriParam(
            label = "advanced",
            defaultValue = "1m",
            javaType = "java.time.Duration",
            description =
                    "How often the gateway is asked for its spans while a route listens for span events, and how old what is"
                            + " known of them may be when a span is chosen. 0 to ask only at the login, when the gateway"
                            + " tells that a span has changed, and when no span is up.")
    private long spanCheck = 60_000;

    @UriParam(
            label = "producer",
            defaultValue = "0",
            description =
                    "How many parts of messages a span may send on a day of the option zone; 0 for no limit. Parts count"
                            + " when they are written, whatever becomes of them.")
    private int quotaPartsPerDay;

    @UriParam(
            label = "producer",
            defaultValue = "0",
            description = "To how many recipients a span may send on a day of the option zone; 0 for no limit.")
    private int quotaRecipientsPerDay;

    @UriParam(
            label = "producer,advanced",
            description =
                    "Where the quotas are counted, so that they hold over a restart and, if it is shared, over several"
                            + " nodes: an idempotent repository that forgets nothing within a day. In memory if not set.")
    private IdempotentRepository quotaRepository;

    @UriParam(
            label = "advanced",
            description =
                    "Where several nodes could use the gateway and one of them may: the namespace in Camel's cluster service"
                            + " whose leader owns it. Only the owner is logged in; on the others sends are refused, safe"
                            + " to repeat on the owner. One namespace a gateway, the same on all nodes.")
    private String clusterNamespace;

    @UriParam(
            label = "advanced",
            prefix = "dialect.",
            multiValue = true,
            description =
                    "Options that only the dialect knows, such as dialect.sync=false for OpenVox: ACCEPTED at once"
                            + " instead of waiting for the network's answer.")
    private Map<String, Object> dialectOptions = new HashMap<>();

    public AmiGsmConfiguration copy() {
        try {
            AmiGsmConfiguration copy = (AmiGsmConfiguration) clone();
            copy.dialectOptions = new HashMap<>(dialectOptions);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getSecret() {
        return secret;
    }

    public void setSecret(String secret) {
        this.secret = secret;
    }

    public String getDialect() {
        return dialect;
    }

    public void setDialect(String dialect) {
        this.dialect = dialect;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String zone) {
        this.zone = zone;
    }

    public int getSpans() {
        return spans;
    }

    public void setSpans(int spans) {
        this.spans = spans;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public boolean isVerifyHostname() {
        return verifyHostname;
    }

    public void setVerifyHostname(boolean verifyHostname) {
        this.verifyHostname = verifyHostname;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getActionTimeout() {
        return actionTimeout;
    }

    public void setActionTimeout(long actionTimeout) {
        this.actionTimeout = actionTimeout;
    }

    public long getSendTimeout() {
        return sendTimeout;
    }

    public void setSendTimeout(long sendTimeout) {
        this.sendTimeout = sendTimeout;
    }

    public long getKeepAlive() {
        return keepAlive;
    }

    public void setKeepAlive(long keepAlive) {
        this.keepAlive = keepAlive;
    }

    public long getLivenessWindow() {
        return livenessWindow;
    }

    public void setLivenessWindow(long livenessWindow) {
        this.livenessWindow = livenessWindow;
    }

    public long getReconnectMin() {
        return reconnectMin;
    }

    public void setReconnectMin(long reconnectMin) {
        this.reconnectMin = reconnectMin;
    }

    public long getReconnectMax() {
        return reconnectMax;
    }

    public void setReconnectMax(long reconnectMax) {
        this.reconnectMax = reconnectMax;
    }

    public long getReassemblyTimeout() {
        return reassemblyTimeout;
    }

    public void setReassemblyTimeout(long reassemblyTimeout) {
        this.reassemblyTimeout = reassemblyTimeout;
    }

    public Long getPacing() {
        return pacing;
    }

    public void setPacing(Long pacing) {
        this.pacing = pacing;
    }

    public int getSendQueue() {
        return sendQueue;
    }

    public void setSendQueue(int sendQueue) {
        this.sendQueue = sendQueue;
    }

    public SpanChoice getSpanChoice() {
        return spanChoice;
    }

    public void setSpanChoice(SpanChoice spanChoice) {
        this.spanChoice = spanChoice;
    }

    public long getSpanCheck() {
        return spanCheck;
    }

    public void setSpanCheck(long spanCheck) {
        this.spanCheck = spanCheck;
    }

    public int getQuotaPartsPerDay() {
        return quotaPartsPerDay;
    }

    public void setQuotaPartsPerDay(int quotaPartsPerDay) {
        this.quotaPartsPerDay = quotaPartsPerDay;
    }

    public int getQuotaRecipientsPerDay() {
        return quotaRecipientsPerDay;
    }

    public void setQuotaRecipientsPerDay(int quotaRecipientsPerDay) {
        this.quotaRecipientsPerDay = quotaRecipientsPerDay;
    }

    public IdempotentRepository getQuotaRepository() {
        return quotaRepository;
    }

    public void setQuotaRepository(IdempotentRepository quotaRepository) {
        this.quotaRepository = quotaRepository;
    }

    public String getClusterNamespace() {
        return clusterNamespace;
    }

    public void setClusterNamespace(String clusterNamespace) {
        this.clusterNamespace = clusterNamespace;
    }

    public Map<String, Object> getDialectOptions() {
        return dialectOptions;
    }

    public void setDialectOptions(Map<String, Object> dialectOptions) {
        this.dialectOptions = dialectOptions;
    }
}
