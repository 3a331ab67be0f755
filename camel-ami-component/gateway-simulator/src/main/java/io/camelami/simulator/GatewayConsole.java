package io.camelami.simulator;

import io.camelami.simulator.fault.Fault;
import io.camelami.simulator.fault.FaultTrigger;
import io.camelami.simulator.fault.FaultWords;
import io.camelami.simulator.fault.JumpingClock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Drives a simulated gateway by lines of words. */
final class GatewayConsole implements Console {
    static final String USE = "Use: sms <span> <sender> <text...> | ussd <span> <text...> | ussd-menu <span> <text...>"
            + " | call <span> <number> [answer|abandon|busy] [seconds] | span <span> up|down|no-sim | down | up | drop"
            + " | fault <fault> [<point> [of <name>] [after <n>]] | clock <duration> | quit";

    private static final Duration RINGING = Duration.ofSeconds(1);

    private final GatewaySimulator simulator;
    private final JumpingClock clock;
    private final JsonLines json;

    GatewayConsole(GatewaySimulator simulator, JumpingClock clock, JsonLines json) {
        this.simulator = simulator;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public void obey(String line) {
        List<String> words = List.of(line.split("\\s+"));
        switch (words.get(0)) {
            case "sms" -> sms(line);
            case "ussd" -> ussd(line, 0);
            case "ussd-menu" -> ussd(line, 1);
            case "call" -> call(words);
            case "span" -> span(words);
            case "down" -> alone(words, simulator::stop);
            case "up" -> alone(words, simulator::restart);
            case "drop" -> alone(words, simulator::dropConnections);
            case "fault" -> fault(words);
            case "clock" -> clock(words);
            default -> throw new IllegalArgumentException(USE);
        }
    }

    private static void alone(List<String> words, Runnable what) {
        checkSize(words, 1, 1);
        what.run();
    }

    private void sms(String line) {
        String[] parts = line.split("\\s+", 4);
        checkSize(List.of(parts), 4, 4);
        simulator.receiveSms(spanNumber(parts[1]), parts[2], parts[3]);
    }

    private void ussd(String line, int type) {
        String[] parts = line.split("\\s+", 3);
        checkSize(List.of(parts), 3, 3);
        simulator.receiveUssd(spanNumber(parts[1]), new UssdAnswer(type, parts[2]));
    }

    private void call(List<String> words) {
        checkSize(words, 3, 5);
        Duration time = seconds(words.size() > 4 ? words.get(4) : "5");
        CallBehaviour behaviour =
                switch (words.size() > 3 ? words.get(3) : "answer") {
                    case "answer" -> CallBehaviour.answered(RINGING, time);
                    case "abandon" -> CallBehaviour.abandoned(time);
                    case "busy" -> CallBehaviour.busy();
                    default -> throw new IllegalArgumentException(USE);
                };
        simulator.receiveCall(spanNumber(words.get(1)), words.get(2), behaviour);
    }

    private void span(List<String> words) {
        checkSize(words, 3, 3);
        SpanState state =
                switch (words.get(2)) {
                    case "up" -> SpanState.UP;
                    case "down" -> SpanState.down("No Signal");
                    case "no-sim" -> SpanState.down("Undetected SIM Card");
                    default -> throw new IllegalArgumentException(USE);
                };
        simulator.spanState(spanNumber(words.get(1)), state);
    }

    private void fault(List<String> words) {
        FaultWords rest = new FaultWords(words.subList(1, words.size()));
        Fault fault = rest.fault();
        if (rest.isEmpty()) {
            simulator.fault(fault);
            json.print("fault", "point", "now", "fault", fault);
        } else {
            FaultTrigger trigger = rest.trigger();
            simulator.fault(trigger, fault);
            json.print("fault-planned", "point", trigger.point(), "fault", fault);
        }
    }

    private void clock(List<String> words) {
        checkSize(words, 2, 2);
        try {
            clock.jump(Duration.parse(words.get(1)));
            json.print("clock", "time", clock.instant());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Not a duration such as PT1H or -PT30M: " + words.get(1), e);
        }
    }

    private static void checkSize(List<String> words, int least, int most) {
        if (words.size() < least || words.size() > most) {
            throw new IllegalArgumentException(USE);
        }
    }

    private static int spanNumber(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a span number: " + word, e);
        }
    }

    private static Duration seconds(String word) {
        try {
            return Duration.ofMillis(Math.round(Double.parseDouble(word) * 1000));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a number of seconds: " + word, e);
        }
    }
}
