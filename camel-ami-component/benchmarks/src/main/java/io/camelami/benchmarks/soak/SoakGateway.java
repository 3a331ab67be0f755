package io.camelami.benchmarks.soak;

import io.camelami.benchmarks.CallEvents;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.SimulatorEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The other side of a soak, in a JVM of its own: a simulated OpenVox gateway that tells numbered events at a steady rate,
 * gets an SMS every half a second and resets all connections now and then. The numbers go on while nobody is connected.
 *
 * <p>Standard output has a line each for what {@link Soak} has to know: {@code port <n>}, {@code sent <text>} of each SMS
 * that went out, and after {@code finish} on standard input {@code told <last number of an event> <of an SMS>}.
 */
final class SoakGateway {

    static final String SMS_TEXT = "soak ";

    private static final Duration TICK = Duration.ofMillis(5);
    private static final Duration SMS_PERIOD = Duration.ofMillis(500);

    private final GatewaySimulator simulator;
    private final int rate;
    private final long start = System.nanoTime();
    private List<String> call = List.of();
    private long told;
    private long smsTold;

    private SoakGateway(int rate) {
        this.rate = rate;
        // It takes a modem some time to send, so that there is always a send under way when the link is cut.
        this.simulator = GatewaySimulator.builder(Personality.OPENVOX)
                .user("soak")
                .secret("soak")
                .sendTime(Duration.ofMillis(300))
                .listener(SoakGateway::tell)
                .start();
    }

    /** @param args events a second, and how many seconds lie between two cuts */
    public static void main(String[] args) throws IOException, InterruptedException {
        SoakGateway gateway = new SoakGateway(Integer.parseInt(args[0]));
        long cutMillis = (long) (Double.parseDouble(args[1]) * 1000);
        System.out.println("port " + gateway.simulator.port());
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        timer.scheduleAtFixedRate(gateway::emitDue, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        timer.scheduleAtFixedRate(gateway::receiveSms, 0, SMS_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        timer.scheduleAtFixedRate(gateway.simulator::dropConnections, cutMillis, cutMillis, TimeUnit.MILLISECONDS);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        commands.readLine();
        timer.shutdown();
        timer.awaitTermination(10, TimeUnit.SECONDS);
        System.out.println("told " + gateway.told + " " + gateway.smsTold);
        // The last sends end meanwhile; the soak closes its end when it knows enough.
        commands.readLine();
        gateway.simulator.close();
    }

    private static void tell(SimulatorEvent event) {
        if (event instanceof SimulatorEvent.SmsSent sent) {
            System.out.println("sent " + sent.sms().text());
        }
    }

    private void emitDue() {
        long due = (System.nanoTime() - start) / 1000 * rate / 1_000_000;
        while (told < due) {
            int inCall = (int) (told % CallEvents.PER_CALL);
            if (inCall == 0) {
                call = CallEvents.ofCall((int) (told / CallEvents.PER_CALL % 10_000_000));
            }
            told++;
            simulator.emit(call.get(inCall) + "Number: " + told + "\r\n\r\n");
        }
    }

    private void receiveSms() {
        smsTold++;
        simulator.receiveSms((int) (smsTold % 4) + 1, "+8613632919026", SMS_TEXT + smsTold);
    }
}
