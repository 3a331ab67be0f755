package io.camelami.smscenter.gateway;

import io.camelami.simulator.CallBehaviour;
import io.camelami.simulator.GatewaySimulator;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The handset of the page. It is there only with the simulated gateway. */
@RestController
@Simulated
@RequestMapping("/api/handset")
class HandsetController {

    private static final CallBehaviour GIVES_UP = CallBehaviour.abandoned(Duration.ofSeconds(4));

    private final Handset handset;
    private final GatewaySimulator simulator;
    private final Gateway gateway;

    HandsetController(Handset handset, GatewaySimulator simulator, Gateway gateway) {
        this.handset = handset;
        this.simulator = simulator;
        this.gateway = gateway;
    }

    /** An SMS that somebody sends to the gateway; {@code from} is a number or a name of up to 11 characters. */
    record Sms(
            @NotNull(message = "is missing")
                    @Pattern(
                            regexp = "\\+?[0-9]{2,20}|[A-Za-z0-9 ]{1,11}",
                            message = "must be a phone number or a name of up to 11 letters and digits")
                    String from,
            @NotBlank(message = "must not be empty")
                    @Size(max = 1530, message = "must not be longer than {max} characters")
                    String text,
            @Min(value = 1, message = "must be 1 or more") int span) {}

    /** A call that somebody makes to the gateway. */
    record Ring(
            @NotNull(message = "is missing")
                    @Pattern(
                            regexp = "\\+?[0-9]{2,20}",
                            message = "must be a phone number: 2 to 20 digits, optionally after a +")
                    String from,
            @Min(value = 1, message = "must be 1 or more") int span) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void send(@Valid @RequestBody Sms sms) {
        gateway.requireSpan(sms.span());
        simulator.receiveSms(sms.span(), sms.from(), sms.text());
    }

    @PostMapping("/call")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void call(@Valid @RequestBody Ring ring) {
        gateway.requireSpan(ring.span());
        simulator.receiveCall(ring.span(), ring.from(), GIVES_UP);
    }

    @GetMapping
    List<Handset.Text> texts() {
        return handset.texts();
    }
}
