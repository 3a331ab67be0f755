package io.camelami.smscenter.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.camelami.gsm.text.SmsCost;
import io.camelami.gsm.text.SmsText;
import io.camelami.smscenter.access.RateLimit;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** The messages over HTTP. */
@RestController
@RequestMapping("/api/messages")
class MessageController {

    private final MessageStore store;
    private final Outbox outbox;
    private final RateLimit sends;

    MessageController(MessageStore store, Outbox outbox, RateLimit sends) {
        this.store = store;
        this.outbox = outbox;
        this.sends = sends;
    }

    /**
     * One page of messages.
     *
     * @param next where the next, older page is; null on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MessagePage(List<Message> messages, String next) {}

    /** A text whose cost is asked. */
    record Draft(
            @NotNull(message = "is missing") @Size(max = 10_000, message = "must not be longer than {max} characters")
                    String text) {}

    /** Takes a message to be sent: it is stored when this returns, and sent afterwards. */
    @PostMapping
    ResponseEntity<Message> send(@Valid @RequestBody NewMessage message, Principal user, UriComponentsBuilder address) {
        sends.take(user.getName());
        Message queued = outbox.accept(message);
        return ResponseEntity.accepted()
                .location(address.path("/api/messages/{id}").build(queued.id()))
                .body(queued);
    }

    @GetMapping
    MessagePage list(
            @RequestParam(required = false) Direction direction,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) @Min(value = 1, message = "must be 1 or more")
                    long before,
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be 1 to 500")
                    @Max(value = 500, message = "must be 1 to 500")
                    int limit) {
        List<Message> messages = store.list(direction, before, limit);
        if (messages.size() < limit) {
            return new MessagePage(messages, null);
        }
        UriComponentsBuilder next = UriComponentsBuilder.fromPath("/api/messages");
        if (direction != null) {
            next.queryParam("direction", direction);
        }
        next.queryParam("limit", limit)
                .queryParam("before", messages.get(limit - 1).id());
        return new MessagePage(messages, next.toUriString());
    }

    @GetMapping("/{id}")
    Message find(@PathVariable long id) {
        return store.find(id)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no message " + id + "."));
    }

    /** What it takes to send a text. A POST, because a text does not belong into a URL and its logs. */
    @PostMapping("/cost")
    SmsCost cost(@Valid @RequestBody Draft draft) {
        return SmsText.cost(draft.text());
    }
}
