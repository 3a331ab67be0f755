package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.wire.Decoded;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is a loss, and told to the log as one, of what the listener is not told any more. */
class ListenerQueueTest {

    private final VirtualRuntime runtime = new VirtualRuntime(1).holdTasks();
    private final Set<String> wanted = new HashSet<>(Set.of("Sms", "Call"));

    private ListenerQueue queue(AmiOverflow overflow, int room) {
        AmiLinkConfig config = AmiLinkConfig.builder("gw1", "h", 5038, AmiCredentials.of("ami", "secret"))
                .eventFilter(wanted::contains)
                .overflow(overflow)
                .eventQueue(room)
                .build();
        return new ListenerQueue(config, runtime, new AmiLinkListener() {});
    }

    /** What tells them. */
    private static Runnable read(ListenerQueue queue, String... names) {
        List<AmiEvent> batch = Arrays.stream(names)
                .map(name -> Decoded.event("Event: " + name))
                .toList();
        return queue.events(batch, 1, () -> false);
    }

    @Test
    void events_that_somebody_needs_and_that_are_not_told_before_the_close_are_lost() {
        ListenerQueue queue = queue(AmiOverflow.BLOCK, 10);
        read(queue, "Sms", "Call");
        read(queue, "Call");

        assertThat(queue.close()).isEqualTo(3);
        assertThat(queue.close()).isZero();
    }

    @Test
    void events_that_nobody_needs_any_more_at_the_close_are_no_loss() {
        ListenerQueue queue = queue(AmiOverflow.BLOCK, 10);
        read(queue, "Call", "Call");
        wanted.remove("Call");

        assertThat(queue.close()).isZero();
    }

    @Test
    void a_close_with_nothing_left_to_tell_loses_nothing() {
        ListenerQueue queue = queue(AmiOverflow.BLOCK, 10);
        read(queue, "Sms").run();

        assertThat(queue.close()).isZero();
    }

    @Test
    void dropped_events_that_are_not_announced_before_the_close_are_lost() {
        ListenerQueue queue = queue(AmiOverflow.DROP, 1);
        read(queue, "Sms", "Sms", "Sms");

        assertThat(queue.close()).isEqualTo(3);
    }
}
