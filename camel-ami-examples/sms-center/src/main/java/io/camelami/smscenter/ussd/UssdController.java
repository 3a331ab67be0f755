package io.camelami.smscenter.ussd;

import io.camelami.component.AmiGsmConstants;
import io.camelami.smscenter.access.RateLimit;
import io.camelami.smscenter.gateway.Gateway;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** USSD over HTTP: each request is answered when the network has answered. */
@RestController
@RequestMapping("/api/ussd")
public class UssdController {

    /** Where a code, or a choice with the header of its menu, goes out. */
    public static final String DIAL = "direct:ussd";

    private final ProducerTemplate camel;
    private final Gateway gateway;
    private final RateLimit sends;

    UssdController(ProducerTemplate camel, Gateway gateway, RateLimit sends) {
        this.camel = camel;
        this.gateway = gateway;
        this.sends = sends;
    }

    /**
     * A code to dial.
     *
     * @param span the span to dial from, counted from 1, or null to let the gateway choose
     */
    record Code(
            @NotNull(message = "is missing")
                    @Pattern(regexp = "[0-9*#]{1,182}", message = "must be of digits, * and #, as *100#")
                    String code,
            @Min(value = 1, message = "must be 1 or more; leave it out to let the gateway choose") Integer span) {

        /** Without the code: it may hold a PIN. */
        @Override
        public String toString() {
            return "Code[span=" + span + "]";
        }
    }

    /** What is chosen in a menu, or typed where it asks for something. */
    record Choice(
            @NotNull(message = "is missing")
                    @Pattern(
                            regexp = "(?=.*\\S)[0-9A-Za-z*#+., -]{1,182}",
                            message = "must be of letters, digits, blanks and * # + . , -")
                    String choice) {

        /** Without the choice: it may be a PIN. */
        @Override
        public String toString() {
            return "Choice";
        }
    }

    @PostMapping
    CompletableFuture<UssdReply> dial(@Valid @RequestBody Code code, Principal user) {
        Map<String, Object> headers = new HashMap<>();
        if (code.span() != null) {
            gateway.requireSpan(code.span());
            headers.put(AmiGsmConstants.SPAN, code.span());
        }
        sends.take(user.getName());
        return ask(code.code(), headers);
    }

    @PostMapping("/{session}")
    CompletableFuture<UssdReply> answer(
            @PathVariable String session, @Valid @RequestBody Choice choice, Principal user) {
        sends.take(user.getName());
        return ask(choice.choice(), Map.of(AmiGsmConstants.USSD_SESSION, session));
    }

    /** Until its menu is answered or given up, a span dials nothing else. */
    @DeleteMapping("/{session}")
    CompletableFuture<UssdReply> giveUp(@PathVariable String session) {
        return ask(null, Map.of(AmiGsmConstants.USSD_SESSION, session, AmiGsmConstants.USSD_CANCEL, true));
    }

    private CompletableFuture<UssdReply> ask(String body, Map<String, Object> headers) {
        return camel.asyncSend(DIAL, exchange -> {
                    exchange.getMessage().setBody(body);
                    exchange.getMessage().setHeaders(new HashMap<>(headers));
                })
                .thenApply(UssdController::reply);
    }

    private static UssdReply reply(Exchange exchange) {
        if (exchange.getException() != null) {
            throw new ResponseStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE, "The SMS centre is starting or stopping; try again.");
        }
        return UssdReply.of(exchange);
    }
}
