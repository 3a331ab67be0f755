package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.simulator.asterisk.RealAsterisk;
import io.camelami.simulator.fault.Direction;
import io.camelami.simulator.fault.Fault;
import io.camelami.simulator.fault.FaultyProxy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Faults of all kinds, drawn from a seed, at random bytes of the connections to a server, also during the login. */
final class RandomFaults implements AutoCloseable {

    /** The last byte of the login, about, in each direction, and how far behind it a fault strikes. */
    private static final int LOGIN = 300;

    private static final int LATER_TO_CLIENT = 3_000;
    private static final int LATER_TO_SERVER = 600;

    private enum Kind {
        CLOSE,
        RESET,
        HALF_OPEN,
        BLACK_HOLE,
        /** Before a reset: TCP lets no byte be changed, but what dies may babble. */
        GARBAGE,
        TRICKLE,
        FRAGMENTS
    }

    private final Random random;
    private final Semaphore struck = new Semaphore(0);
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final FaultyProxy proxy;
    private volatile int acceptedAtStrike;
    private int more;

    RandomFaults(RealAsterisk server, long seed) {
        random = new Random(seed);
        proxy = FaultyProxy.to(server.host(), server.port(), "127.0.0.1", 0, (mark, fault) -> struck());
    }

    private void struck() {
        acceptedAtStrike = proxy.accepted();
        struck.release();
    }

    FaultyProxy proxy() {
        return proxy;
    }

    /**
     * One after the other: the next is prepared when the one before has struck. At the end the network is sound.
     *
     * @param answers asks the gateway something now, over the connection that the client holds for the present one
     */
    void strike(int faults, BooleanSupplier answers) {
        for (int i = 0; i < faults; i++) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            Direction direction = random.nextBoolean() ? Direction.TO_CLIENT : Direction.TO_SERVER;
            int later = direction == Direction.TO_CLIENT ? LATER_TO_CLIENT : LATER_TO_SERVER;
            int position = random.nextInt(4) == 0 ? random.nextInt(LOGIN) : LOGIN + random.nextInt(later);
            counts.merge(kind, 1, Integer::sum);
            switch (kind) {
                case CLOSE -> arm(direction, position, Fault.CLOSE);
                case RESET -> arm(direction, position, Fault.RESET);
                case HALF_OPEN -> {
                    leaveNoOld();
                    arm(direction, position, Fault.HALF_OPEN);
                    isGivenUp(answers);
                }
                case BLACK_HOLE -> {
                    leaveNoOld();
                    arm(direction, position, Fault.BLACK_HOLE);
                    if (direction == Direction.TO_CLIENT) {
                        isGivenUp(answers);
                    }
                }
                case GARBAGE -> arm(direction, position, Fault.garbage(random.nextLong()), Fault.RESET);
                case TRICKLE -> arm(direction, position, Fault.trickle(Duration.ofMillis(1 + random.nextInt(3))));
                case FRAGMENTS -> arm(direction, position, Fault.FRAGMENTS);
            }
        }
        proxy.fault(Direction.TO_CLIENT, Fault.RESET);
    }

    /**
     * So that the fault strikes the connection that the client has: one that it has left may still be trickling, and the one
     * that it has may be one that reads nothing any more, which shows by nothing while events come.
     */
    private void leaveNoOld() {
        more++;
        proxy.fault(Direction.TO_CLIENT, Fault.RESET);
    }

    /**
     * Another connection shows that the client does not wait for the silent one. So does an answer: it may have had another
     * already when the fault struck what the server had still to say to the one before.
     */
    private void isGivenUp(BooleanSupplier answers) {
        Awaitility.await("another connection instead of the silent one")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> proxy.accepted() > acceptedAtStrike || answers.getAsBoolean());
    }

    private void arm(Direction direction, int position, Fault... faults) {
        proxy.fault(direction.at(position), faults);
        for (int attempt = 0; attempt < 40; attempt++) {
            if (await(faults.length)) {
                return;
            }
            // The connection has passed that byte already and goes on, or does not come that far.
            more++;
            proxy.fault(Direction.TO_CLIENT, Fault.RESET);
        }
        assertThat(false)
                .as("a connection reaches byte %d %s for %s", position, direction, faults[0])
                .isTrue();
    }

    private boolean await(int faults) {
        try {
            return struck.tryAcquire(faults, 500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return counts.values().stream().mapToInt(Integer::intValue).sum() + " faults ("
                + counts.entrySet().stream()
                        .map(each -> each.getValue() + " "
                                + each.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "))
                + ") and " + more + " resets of connections that went on";
    }

    @Override
    public void close() {
        proxy.close();
    }
}
