package io.camelami.smscenter.gateway;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The state of the gateway over HTTP. */
@RestController
class GatewayController {

    private final GatewayMonitor monitor;

    GatewayController(GatewayMonitor monitor) {
        this.monitor = monitor;
    }

    @GetMapping("/api/gateway")
    GatewayState state() {
        return monitor.state();
    }
}
