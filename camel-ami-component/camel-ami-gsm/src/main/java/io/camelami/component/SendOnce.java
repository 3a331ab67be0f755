package io.camelami.component;

import io.camelami.gsm.FailureClass;
import io.camelami.gsm.Outcome;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.SmsResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an SMS with a key once: the same key with the same content gives the first outcome again, and another content is
 * refused. What is known of a key is in an {@link IdempotentRepository}, so that it lasts and is shared as long as that
 * does.
 *
 * <p>Such a repository keeps keys and no values, so what came of a send is a key of its own: {@code ami-gsm:<key>} claims
 * it, {@code ami-gsm:<key>:<content>} says what was sent, and {@code …:SENT} what became of it. A claim without an outcome
 * is a send that somebody is at, or whose process died: UNKNOWN. Key and content are digests: they fit every repository's
 * column, and show neither number nor text.
 */
final class SendOnce {
    private static final Logger LOG = LoggerFactory.getLogger(SendOnce.class);
    private static final String PREFIX = "ami-gsm:";
    private static final int DIGEST_BYTES = 16;

    private final IdempotentRepository repository;
    private final Clock clock;
    private final Map<String, UnderWay> underWay = new ConcurrentHashMap<>();

    private record UnderWay(String content, CompletableFuture<SmsResult> result) {}

    /** @param again whether it is the outcome of an earlier send, so that nothing was sent now */
    record Once(SmsResult result, boolean again) {}

    SendOnce(IdempotentRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Blocks as long as the repository does.
     *
     * @param first sends it, if nothing was sent with this key before
     */
    CompletableFuture<Once> send(String key, SmsRequest request, Supplier<CompletableFuture<SmsResult>> first) {
        String claim = PREFIX + digest(key);
        String content = claim + ":" + digest(request.to() + '\0' + request.text());
        UnderWay mine = new UnderWay(content, new CompletableFuture<>());
        UnderWay other = underWay.putIfAbsent(claim, mine);
        if (other != null) {
            return other.content().equals(content)
                    ? other.result().thenApply(result -> new Once(result, true))
                    : CompletableFuture.completedFuture(new Once(otherContent(request), false));
        }
        Once known;
        try {
            known = claimed(claim, content, request);
        } catch (RuntimeException e) {
            LOG.warn("The idempotent repository failed, an SMS with a key is not sent", e);
            known = new Once(
                    result(
                            request,
                            Outcome.FAILED,
                            FailureClass.RETRY_LATER,
                            "nothing was sent: the idempotent repository"
                                    + " (option idempotentRepository) cannot say whether it was sent before"),
                    false);
        }
        if (known != null) {
            underWay.remove(claim);
            mine.result().complete(known.result());
            return CompletableFuture.completedFuture(known);
        }
        begin(first).whenComplete((result, error) -> {
            if (error == null) {
                remember(claim, content, result);
            }
            underWay.remove(claim);
            if (error == null) {
                mine.result().complete(result);
            } else {
                mine.result().completeExceptionally(error);
            }
        });
        return mine.result().thenApply(result -> new Once(result, false));
    }

    private static CompletableFuture<SmsResult> begin(Supplier<CompletableFuture<SmsResult>> first) {
        try {
            return first.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** @return null if nothing was sent with that key; it is claimed then */
    private Once claimed(String claim, String content, SmsRequest request) {
        if (repository.add(claim)) {
            repository.add(content);
            return null;
        }
        if (!repository.contains(content)) {
            return new Once(otherContent(request), false);
        }
        for (Ending ending : Ending.ALL) {
            if (repository.contains(content + ending.suffix())) {
                return new Once(
                        result(
                                request,
                                ending.outcome(),
                                ending.failure(),
                                "an SMS with this key (header " + AmiGsmConstants.IDEMPOTENCY_KEY
                                        + ") was sent before and ended so; nothing was sent now"),
                        true);
            }
        }
        return new Once(
                result(
                        request,
                        Outcome.UNKNOWN,
                        null,
                        "an SMS with this key (header " + AmiGsmConstants.IDEMPOTENCY_KEY
                                + ") was begun before and its outcome is not known: it is being sent elsewhere, or that was"
                                + " interrupted; nothing was sent now"),
                true);
    }

    /** What was not sent at all may be sent with the same key, and even with another content. */
    private void remember(String claim, String content, SmsResult result) {
        try {
            if (result.outcome() == Outcome.FAILED && result.parts() == 0) {
                repository.remove(content);
                repository.remove(claim);
            } else {
                repository.add(content + new Ending(result.outcome(), result.failure()).suffix());
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "The idempotent repository failed to take the outcome {} of an SMS; its key counts as UNKNOWN",
                    result.outcome(),
                    e);
        }
    }

    private SmsResult otherContent(SmsRequest request) {
        return result(
                request,
                Outcome.FAILED,
                FailureClass.RECIPIENT,
                "nothing was sent: an SMS with another content has the same key (header "
                        + AmiGsmConstants.IDEMPOTENCY_KEY + "); a key stands for one recipient and one text");
    }

    private SmsResult result(SmsRequest request, Outcome outcome, FailureClass failure, String detail) {
        return new SmsResult(outcome, failure, 0, request.id(), 0, null, detail, 0, clock.instant());
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** How a send can have ended. */
    private record Ending(Outcome outcome, FailureClass failure) {
        static final List<Ending> ALL = all();

        private static List<Ending> all() {
            List<Ending> all = new ArrayList<>();
            for (Outcome outcome : Outcome.values()) {
                if (outcome == Outcome.FAILED) {
                    for (FailureClass failure : FailureClass.values()) {
                        all.add(new Ending(outcome, failure));
                    }
                } else {
                    all.add(new Ending(outcome, null));
                }
            }
            return List.copyOf(all);
        }

        String suffix() {
            return ":" + outcome + (failure == null ? "" : ":" + failure);
        }
    }
}
