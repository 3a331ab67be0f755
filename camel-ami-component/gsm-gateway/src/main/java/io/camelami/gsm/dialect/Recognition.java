package io.camelami.gsm.dialect;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiHeader;
import io.camelami.ami.AmiNoAnswerException;
import io.camelami.ami.AmiResponse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells by four questions, which change nothing, what dialect a server speaks: whether it has booted, since a driver that
 * is not loaded yet cannot be seen; which actions it has; and what two commands of GSM drivers print. Each
 * {@link Dialect} says itself what it is recognized by; a server that is none of them is a plain Asterisk.
 */
public final class Recognition {
    /** What a server speaks that shows no GSM driver. */
    private static final String PLAIN = "asterisk";
    /** Answered when all modules are loaded. */
    private static final String BOOTED = "core waitfullybooted";

    private static final String VERSION = "gsm show version";
    private static final String SPANS = "gsm show spans";
    /** The lines of an answer that are no names of actions. */
    private static final Set<String> FRAME = Set.of("response", "actionid", "message");

    private final List<Dialect> known;

    /** @param own dialects of the caller, which come before those found by {@link java.util.ServiceLoader} */
    public Recognition(Collection<? extends Dialect> own) {
        this.known = Dialects.all(own);
    }

    /**
     * What was found.
     *
     * @param dialect null if it cannot be told
     * @param why the evidence, or what is missing or contradicts itself; in our words alone
     */
    public record Finding(Dialect dialect, String why) {}

    /**
     * @param ask sends an action; an answer that stays out is an {@link AmiNoAnswerException}
     * @return fails if the connection ends
     */
    public CompletableFuture<Finding> begin(Function<AmiAction, CompletableFuture<AmiResponse>> ask) {
        return answer(ask, CliCommands.command(BOOTED)).thenCompose(booted -> answer(ask, AmiAction.of("ListCommands"))
                .thenCompose(actions -> answer(ask, CliCommands.command(VERSION))
                        .thenCompose(version -> answer(ask, CliCommands.command(SPANS))
                                .thenApply(spans -> find(booted, actions, version, spans)))));
    }

    /** Null if it does not answer. */
    private static CompletableFuture<AmiResponse> answer(
            Function<AmiAction, CompletableFuture<AmiResponse>> ask, AmiAction question) {
        return ask.apply(question).exceptionally(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof AmiNoAnswerException unanswered
                    && unanswered.reason() == AmiNoAnswerException.Reason.TIMEOUT) {
                return null;
            }
            throw new CompletionException(cause);
        });
    }

    private Finding find(AmiResponse booted, AmiResponse actions, AmiResponse version, AmiResponse spans) {
        Traits traits = new Traits(names(actions), output(version), output(spans));
        Map<Dialect, String> evidence = new LinkedHashMap<>();
        for (Dialect dialect : known) {
            String recognized = dialect.recognize(traits);
            if (recognized != null) {
                evidence.put(dialect, recognized);
            }
        }
        if (evidence.size() > 1) {
            return new Finding(
                    null,
                    "the evidence contradicts itself: "
                            + evidence.entrySet().stream()
                                    .map(one ->
                                            one.getValue() + " (" + one.getKey().name() + ")")
                                    .collect(Collectors.joining(", ")));
        }
        if (evidence.size() == 1) {
            Map.Entry<Dialect, String> one = evidence.entrySet().iterator().next();
            return new Finding(one.getKey(), one.getValue());
        }
        String doubt = doubt(booted, traits, version);
        return doubt != null
                ? new Finding(null, doubt)
                : new Finding(
                        Dialects.find(PLAIN, known),
                        "neither its list of actions nor its commands show a GSM driver that is known here");
    }

    /** What keeps the absence of evidence from being evidence. */
    private static String doubt(AmiResponse booted, Traits traits, AmiResponse version) {
        if (booted == null) {
            return "it did not answer '" + BOOTED + "' in time, so its GSM driver may not be loaded yet (option"
                    + " actionTimeout)";
        }
        if (traits.actions().isEmpty()) {
            return "it did not answer ListCommands with a list of actions";
        }
        if (version == null) {
            return "it did not answer '" + VERSION + "' in time (option actionTimeout)";
        }
        if (!version.success() && version.output().isEmpty()) {
            return "none of the actions that its user may send belongs to a GSM driver, and '" + VERSION
                    + "', which tells the rest, was refused: the AMI user needs the right (write) command for it";
        }
        return null;
    }

    private static Set<String> names(AmiResponse listing) {
        return listing == null || !listing.success()
                ? Set.of()
                : listing.headers().stream()
                        .map(AmiHeader::name)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(name -> !FRAME.contains(name))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> output(AmiResponse answer) {
        return answer == null ? List.of() : answer.output();
    }
}
