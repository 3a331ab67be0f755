package io.camelami.gsm.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEncodingException;
import io.camelami.gsm.Hostile;
import io.camelami.gsm.OnTheWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the names, numbers and variables of a call contain, the server reads the one action that was meant, or none. */
class NothingFromOutsideBecomesAnotherCallTest {
    private static final int RUNS = 100_000;

    private int written;
    private int refused;

    @Test
    void an_originate_has_the_fields_and_variables_that_it_was_given() {
        Hostile hostile = new Hostile(1);
        for (int run = 0; run < RUNS; run++) {
            Map<String, String> variables = new LinkedHashMap<>();
            for (int i = hostile.below(3); i > 0; i--) {
                variables.put(hostile.oneIn(20) ? hostile.line() : "V" + i, value(hostile));
            }
            String channel = hostile.oneIn(20) ? hostile.text() : "Local/" + value(hostile);
            boolean application = hostile.oneIn(2);
            List<Map.Entry<String, String>> meant = new ArrayList<>();
            String[] fields = {value(hostile), value(hostile), value(hostile), value(hostile), value(hostile)};
            meant.add(Map.entry("Action", "Originate"));
            meant.add(Map.entry("ActionID", "id-1"));
            meant.add(Map.entry("Channel", channel));
            meant.add(Map.entry("ChannelId", "id-1"));
            meant.add(Map.entry("Async", "true"));
            if (application) {
                meant.add(Map.entry("Application", fields[0]));
                meant.add(Map.entry("Data", fields[1]));
            } else {
                meant.add(Map.entry("Context", fields[0]));
                meant.add(Map.entry("Exten", fields[1]));
                meant.add(Map.entry("Priority", fields[2]));
            }
            meant.add(Map.entry("Timeout", "20000"));
            meant.add(Map.entry("CallerID", fields[3]));
            meant.add(Map.entry("Account", fields[4]));
            variables.forEach((name, value) -> meant.add(Map.entry("Variable", name + "=" + quoted(value))));
            arrives(meant, () -> {
                OriginateRequest request = application
                        ? OriginateRequest.toApplication(channel, fields[0], fields[1])
                        : OriginateRequest.toExtension(channel, fields[0], fields[1])
                                .withPriority(fields[2]);
                return CallActions.originate(
                        request.withTimeout(Duration.ofSeconds(20))
                                .withCallerId(fields[3])
                                .withAccount(fields[4])
                                .withVariables(variables),
                        "id-1");
            });
        }
        bothHappened();
    }

    @Test
    void a_change_to_a_call_changes_the_channel_that_it_names_as_it_was_asked_to() {
        Hostile hostile = new Hostile(2);
        for (int run = 0; run < RUNS; run++) {
            String a = value(hostile);
            String b = value(hostile);
            String c = value(hostile);
            String d = value(hostile);
            switch (hostile.below(7)) {
                case 0 ->
                    arrives(
                            "Redirect",
                            List.of("Channel", a, "Context", b, "Exten", c, "Priority", "1", "ExtraChannel", d),
                            () -> CallActions.redirect(
                                    RedirectRequest.of(a, b, c).withExtraChannel(d)));
                case 1 -> arrives("Hangup", List.of("Channel", a), () -> CallActions.hangup(HangupRequest.of(a)));
                case 2 ->
                    arrives(
                            "Park",
                            List.of("Channel", a, "Channel2", b, "Parkinglot", c),
                            () -> CallActions.control(new CallControl.Park(a, b, null, c)));
                case 3 ->
                    arrives(
                            "Bridge",
                            List.of("Channel1", a, "Channel2", b, "Tone", "no"),
                            () -> CallActions.control(new CallControl.Bridge(a, b, false)));
                case 4 ->
                    arrives(
                            "Atxfer",
                            List.of("Channel", a, "Context", b, "Exten", c, "Priority", "1"),
                            () -> CallActions.control(new CallControl.AttendedTransfer(a, b, c)));
                case 5 ->
                    arrives(
                            "PlayDTMF",
                            List.of("Channel", a, "Digit", b.substring(0, 1)),
                            () -> CallActions.control(new CallControl.Dtmf(a, b.charAt(0))));
                default ->
                    arrives(
                            "MuteAudio",
                            List.of("Channel", a, "Direction", "in", "State", "on"),
                            () -> CallActions.control(new CallControl.Mute(a, CallControl.Mute.Direction.IN, true)));
            }
        }
        bothHappened();
    }

    /** Asterisk 12 and later would hang up every channel that matches, and skip what is in front of the slash. */
    @ParameterizedTest
    @ValueSource(strings = {"/.+/", " /.+/", "\t/.+/", "\u0001 /.+/", "/"})
    void the_name_of_a_channel_is_never_a_pattern(String name) {
        List<Function<String, Object>> requests = List.of(
                HangupRequest::of,
                channel -> RedirectRequest.of(channel, "c", "e"),
                channel -> RedirectRequest.of("SIP/1", "c", "e").withExtraChannel(channel),
                channel -> new CallControl.Mute(channel, CallControl.Mute.Direction.IN, true),
                channel -> new CallControl.Bridge("SIP/1", channel, true),
                channel -> new CallControl.Dtmf(channel, '1'));
        for (Function<String, Object> request : requests) {
            assertThatThrownBy(() -> request.apply(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no channel name");
        }
    }

    @Test
    void an_action_has_the_headers_that_it_was_given() {
        Hostile hostile = new Hostile(3);
        for (int run = 0; run < RUNS; run++) {
            String name = hostile.oneIn(10) ? hostile.text() : "UserEvent";
            AmiAction action = AmiAction.of(name);
            List<Map.Entry<String, String>> meant = new ArrayList<>();
            meant.add(Map.entry("Action", name));
            for (int i = hostile.below(4); i > 0; i--) {
                String header = hostile.oneIn(10) ? hostile.text() : "Header" + i;
                String value = value(hostile);
                action = action.with(header, value);
                meant.add(Map.entry(header, value));
            }
            AmiAction whole = action;
            arrives(meant, () -> whole);
        }
        bothHappened();
    }

    /** On one line but for one of eight, so that what has several of them is not refused in most cases. */
    private static String value(Hostile hostile) {
        return hostile.oneIn(8) ? hostile.text() : hostile.line();
    }

    private void arrives(String name, List<String> headers, Supplier<AmiAction> action) {
        List<Map.Entry<String, String>> meant = new ArrayList<>();
        meant.add(Map.entry("Action", name));
        for (int i = 0; i < headers.size(); i += 2) {
            meant.add(Map.entry(headers.get(i), headers.get(i + 1)));
        }
        arrives(meant, action);
    }

    private void arrives(List<Map.Entry<String, String>> meant, Supplier<AmiAction> action) {
        List<Map.Entry<String, String>> read;
        try {
            read = OnTheWire.read(action.get());
        } catch (IllegalArgumentException | AmiEncodingException e) {
            refused++;
            return;
        }
        assertThat(read)
                .isEqualTo(meant.stream()
                        .map(header -> Map.entry(header.getKey(), OnTheWire.arriving(header.getValue())))
                        .toList());
        assertThat(read)
                .filteredOn(header -> header.getKey().startsWith("Channel"))
                .noneMatch(header -> header.getValue().startsWith("/"));
        written++;
    }

    private void bothHappened() {
        assertThat(written).isGreaterThan(RUNS / 4);
        assertThat(refused).isGreaterThan(RUNS / 10);
        assertThat(written + refused).isEqualTo(RUNS);
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.chars()
                .forEach(c -> quoted.append(c == '"' || c == '\\' ? "\\" : "").append((char) c));
        return quoted.append('"').toString();
    }
}
