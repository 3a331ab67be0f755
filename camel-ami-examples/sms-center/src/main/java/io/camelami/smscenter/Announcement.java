package io.camelami.smscenter;

import io.camelami.smscenter.gateway.Gateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says in one line where the page is and which gateway it works with. */
@Component
class Announcement {

    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private final Gateway gateway;

    Announcement(Gateway gateway) {
        this.gateway = gateway;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext web) {
            LOG.info(
                    "SMS centre: http://localhost:{} with the {}",
                    web.getWebServer().getPort(),
                    gateway.description());
        }
    }
}
