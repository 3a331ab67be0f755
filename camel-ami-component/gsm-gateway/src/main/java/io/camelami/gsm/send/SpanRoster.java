package io.camelami.gsm.send;

import io.camelami.gsm.Span;
import io.camelami.gsm.SpanChoice;
import io.camelami.gsm.SpanHealth;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which spans there are, how they are, and in which order they are to be tried for a request that names none. */
final class SpanRoster {
    private static final Logger LOG = LoggerFactory.getLogger(SpanRoster.class);
    private static final int MOST_REASONS = 4;

    private final String gateway;
    private final int count;
    private final SpanChoice choice;
    private final Map<Integer, Lane> lanes;
    private final Map<Integer, Span> listed = new TreeMap<>();
    /** In their order. */
    private int[] numbers;

    private boolean everListed;
    private int last;

    /**
     * @param count as configured; 0 if the gateway has to be asked
     * @param lanes of the spans that were used
     */
    SpanRoster(String gateway, int count, SpanChoice choice, Map<Integer, Lane> lanes) {
        this.gateway = gateway;
        this.count = count;
        this.choice = choice;
        this.lanes = lanes;
        this.numbers = IntStream.rangeClosed(1, count).toArray();
    }

    boolean known() {
        return count > 0 || !listed.isEmpty();
    }

    /** What the gateway answered. */
    void learn(Collection<Span> spans) {
        if (!everListed) {
            LOG.info(
                    "{}: {} spans, {} of them up",
                    gateway,
                    spans.size(),
                    spans.stream().filter(Span::up).count());
        }
        Map<Integer, Span> before = new TreeMap<>(listed);
        listed.clear();
        for (Span span : spans) {
            listed.put(span.number(), span);
            Span old = before.get(span.number());
            if (everListed && (old == null || old.up() != span.up())) {
                LOG.info("{}: span {} is {}: {}", gateway, span.number(), span.up() ? "up" : "down", span.state());
            }
            if (span.up() && lanes.containsKey(span.number())) {
                lanes.get(span.number()).listedUp();
            }
        }
        everListed = true;
        if (count == 0) {
            numbers = listed.keySet().stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** The spans that may do, the best one first; none if the gateway lists all as down. */
    List<Integer> candidates(String recipient) {
        List<Integer> up = IntStream.range(0, numbers.length)
                .mapToObj(this::inTurn)
                .filter(this::mayWork)
                .sorted(Comparator.comparingLong(span -> rank(span, recipient)))
                .toList();
        List<Integer> sound = up.stream().filter(span -> !broken(span)).toList();
        // Better one that failed lately than none.
        return sound.isEmpty() ? up : sound;
    }

    /** The first of the candidates, or 0; found without looking at the others where they take turns. */
    int best(String recipient) {
        int best = 0;
        for (int i = 0; i < numbers.length; i++) {
            int span = inTurn(i);
            if (mayWork(span) && (best == 0 || isBetter(span, best, recipient))) {
                best = span;
                if (choice == SpanChoice.ROUND_ROBIN && !broken(span)) {
                    break;
                }
            }
        }
        return best;
    }

    private boolean isBetter(int span, int best, String recipient) {
        boolean broken = broken(span);
        return broken == broken(best) ? rank(span, recipient) < rank(best, recipient) : !broken;
    }

    /** The spans from the one after the last that was chosen. */
    private int inTurn(int step) {
        int place = Arrays.binarySearch(numbers, last + 1);
        return numbers[((place < 0 ? -place - 1 : place) + step) % numbers.length];
    }

    /** The less, the better. */
    private long rank(int span, String recipient) {
        return switch (choice) {
            case ROUND_ROBIN -> 0;
            case LEAST_BUSY -> load(span);
            case STICKY -> recipient == null ? 0 : ~weight(recipient, span);
        };
    }

    /**
     * Of each span the recipient has another weight, and goes to the heaviest that is up: when one goes down, only its own
     * recipients move, and they come back with it. The same in every run of the program.
     */
    private static long weight(String recipient, int span) {
        long mixed = recipient.hashCode() * 0x9E3779B97F4A7C15L + span;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private boolean mayWork(int span) {
        Span known = listed.get(span);
        return known == null || known.up();
    }

    private boolean broken(int span) {
        Lane lane = lanes.get(span);
        return lane != null && lane.broken();
    }

    private int load(int span) {
        return lanes.containsKey(span) ? lanes.get(span).load() : 0;
    }

    void chosen(int span) {
        last = span;
    }

    /** Why there is no candidate. */
    String whyNone() {
        List<String> reasons = Arrays.stream(numbers)
                .limit(MOST_REASONS)
                .mapToObj(span -> "span " + span + " (" + listed.get(span).state() + ")")
                .toList();
        int more = numbers.length - reasons.size();
        return "the gateway lists every span as down: " + String.join(", ", reasons)
                + (more > 0 ? " and " + more + " more" : "")
                + "; a request that names a span is tried all the same";
    }

    List<SpanHealth> health() {
        Set<Integer> numbers = new TreeSet<>(listed.keySet());
        numbers.addAll(lanes.keySet());
        return numbers.stream()
                .map(number -> {
                    Span span = listed.get(number);
                    Lane lane = lanes.get(number);
                    return new SpanHealth(
                            number,
                            span == null ? null : span.up(),
                            lane == null ? 0 : lane.failures(),
                            span == null ? null : span.state());
                })
                .toList();
    }
}
