package io.camelami.smscenter;

import io.camelami.smscenter.access.Account;
import io.camelami.smscenter.gateway.Gateway;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.server.Ssl;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where the page is, which gateway it works with, how to log in, and what is unsafe about it. */
@Component
class Announcement {

    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private final Gateway gateway;
    private final Account account;
    private final ServerProperties server;

    Announcement(Gateway gateway, Account account, ServerProperties server) {
        this.gateway = gateway;
        this.account = account;
        this.server = server;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext web) {
            announce(web.getWebServer().getPort());
        }
    }

    private void announce(int port) {
        InetAddress address = server.getAddress();
        boolean tls = Ssl.isEnabled(server.getSsl());
        LOG.info(
                "SMS centre: {}://{}:{} with the {}",
                tls ? "https" : "http",
                host(address),
                port,
                gateway.description());
        if (!tls && (address == null || !address.isLoopbackAddress())) {
            LOG.warn(
                    "It listens on {} without TLS: everyone on the way can read passwords and messages. Set server.ssl.bundle,"
                            + " or server.address=127.0.0.1 and put a proxy with TLS in front",
                    address == null ? "all addresses" : address.getHostAddress());
        }
        if (account.generated() != null) {
            LOG.warn(
                    "\n\nUsing generated security password: {}\n\nThe user is {}. The next start makes another password;"
                            + " set center.password to have your own.\n",
                    account.generated(),
                    account.user());
        }
    }

    private static String host(InetAddress address) {
        boolean named = address == null || address.isLoopbackAddress() || address.isAnyLocalAddress();
        return named ? "localhost" : address.getHostAddress();
    }
}
