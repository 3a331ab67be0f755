package io.camelami.component;

import io.camelami.gsm.GatewayConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateways that are open now: one link for all consumers and producers that name the same address and user. The
 * first to start opens it, the last to stop closes it.
 */
final class SharedGateways {

    private static final Logger LOG = LoggerFactory.getLogger(SharedGateways.class);

    private final CamelContext context;
    private final GatewayFactory factory;
    private final SharedThreads threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, SharedGateway> open = new LinkedHashMap<>();

    private record Key(String host, int port, String username) {
        static Key of(GatewayConfig config) {
            return new Key(config.host(), config.port(), config.username());
        }
    }

    SharedGateways(CamelContext context, GatewayFactory factory) {
        this.context = context;
        this.factory = factory;
        this.threads = new SharedThreads(context);
    }

    /**
     * The gateway of this configuration, opened if it is not open yet, but not started.
     *
     * @param clusterNamespace null if no other node uses the gateway
     * @param endpoint the endpoint that wants it, without secrets
     * @throws IllegalArgumentException if it is open with another value of an option; both are named
     */
    SharedGateway acquire(GatewayConfig config, String clusterNamespace, String endpoint) {
        lock.lock();
        try {
            requireOneNamespace(config, clusterNamespace, endpoint);
            SharedGateway gateway = open.get(Key.of(config));
            if (gateway == null) {
                gateway = new SharedGateway(config, clusterNamespace, endpoint, context, threads.open(), factory);
                open.put(Key.of(config), gateway);
            } else {
                requireAgreement(gateway, config, endpoint);
            }
            gateway.addUser();
            return gateway;
        } finally {
            lock.unlock();
        }
    }

    void release(SharedGateway gateway) {
        lock.lock();
        try {
            if (!gateway.removeUser()) {
                return;
            }
            open.remove(Key.of(gateway.config()));
            // Under the lock, so that nobody opens a second session before the first is gone: some gateways admit one.
            gateway.close();
        } finally {
            lock.unlock();
        }
        LOG.debug("{}: closed, nobody uses it any more", gateway.name());
    }

    /** The gateway of this configuration if it is open, or null. */
    SharedGateway find(GatewayConfig config) {
        lock.lock();
        try {
            return open.get(Key.of(config));
        } finally {
            lock.unlock();
        }
    }

    List<SharedGateway> all() {
        lock.lock();
        try {
            return List.copyOf(open.values());
        } finally {
            lock.unlock();
        }
    }

    /** For another user of the gateway as well: a node that does not own it has no link to it at all. */
    private void requireOneNamespace(GatewayConfig wanted, String namespace, String endpoint) {
        for (SharedGateway other : open.values()) {
            if (other.config().host().equals(wanted.host())
                    && other.config().port() == wanted.port()
                    && !Objects.equals(other.clusterNamespace(), namespace)) {
                throw new IllegalArgumentException(other.name() + ": endpoint " + endpoint
                        + " wants clusterNamespace=" + shown(namespace) + ", but endpoint " + other.openedBy()
                        + " uses this gateway with clusterNamespace=" + shown(other.clusterNamespace())
                        + ". A gateway has one owner for all that is done with it: give both the same value, or set it"
                        + " once on the component");
            }
        }
    }

    private static String shown(String namespace) {
        return namespace == null ? "(none)" : namespace;
    }

    private static void requireAgreement(SharedGateway gateway, GatewayConfig wanted, String endpoint) {
        for (ConnectionOption option : ConnectionOption.ALL) {
            if (!option.agrees(gateway.config(), wanted)) {
                throw new IllegalArgumentException(gateway.name() + ": endpoint " + endpoint + " wants "
                        + option.describe(wanted) + ", but endpoint " + gateway.openedBy()
                        + " has opened the link to this gateway and user with " + option.describe(gateway.config())
                        + ". They share one link: give both the same value, set it once on the component, or name one"
                        + " GatewayConfig bean in both");
            }
        }
    }
}
