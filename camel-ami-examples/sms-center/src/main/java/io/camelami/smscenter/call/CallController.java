package io.camelami.smscenter.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** The calls over HTTP. */
@RestController
class CallController {

    private final CallStore store;

    CallController(CallStore store) {
        this.store = store;
    }

    /**
     * One page of calls.
     *
     * @param next where the next, older page is; null on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CallPage(List<PhoneCall> calls, String next) {}

    @GetMapping("/api/calls")
    CallPage list(
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) @Min(value = 1, message = "must be 1 or more")
                    long before,
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be 1 to 500")
                    @Max(value = 500, message = "must be 1 to 500")
                    int limit) {
        List<PhoneCall> calls = store.list(before, limit);
        String next = calls.size() < limit
                ? null
                : UriComponentsBuilder.fromPath("/api/calls")
                        .queryParam("limit", limit)
                        .queryParam("before", calls.get(limit - 1).id())
                        .toUriString();
        return new CallPage(calls, next);
    }
}
