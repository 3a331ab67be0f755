package io.camelami.simulator;

import io.camelami.simulator.fault.FaultyProxy;
import io.camelami.simulator.fault.JumpingClock;
import io.camelami.simulator.transcript.Transcript;
import io.camelami.simulator.transcript.TranscriptGateway;
import io.camelami.simulator.transcript.TranscriptListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The stand-alone program: a simulator that is driven by lines on standard input and tells what happens in JSON lines. */
@Command(
        name = "gateway-simulator",
        mixinStandardHelpOptions = true,
        description = "A GSM gateway without hardware that speaks the Asterisk Manager Interface.",
        footer = {
            "",
            "Standard input takes one command a line:",
            "  sms <span> <sender> <text...>   an SMS arrives",
            "  ussd <span> <text...>           the network says something of USSD; ussd-menu: a menu",
            "  call <span> <number> [answer|abandon|busy] [seconds]",
            "                                  a call comes in",
            "  span <span> up|down|no-sim      a span gains or loses its network or SIM",
            "  down, up                        the gateway goes and comes back",
            "  drop                            reset all connections",
            "  fault <fault> [<point> [of <name>] [after <n>]]",
            "                                  a fault of the wire, now or at that point",
            "  clock <duration>                the gateway's clock jumps, as by -PT1H",
            "  quit                            end the program",
            "A proxy takes fault <fault> [to-client|to-server <bytes>], drop and quit; a transcript takes quit.",
            "The end of standard input does not end the program, so that it can run in the background: it then serves"
                    + " until it is killed.",
            "",
            "Standard output gives one JSON object a line, such as {\"event\":\"listening\",\"port\":5038}."
        })
public final class SimulatorMain implements Callable<Integer> {

    @ArgGroup(multiplicity = "1")
    private Role role;

    /** What the program is to be. */
    private static final class Role {
        @Option(
                names = "--dialect",
                paramLabel = "<dialect>",
                description =
                        "openvox, yeastar-tg, asterisk-1.8, asterisk (22), dongle-bg111, dongle-wdoekes or quectel")
        private String dialect;

        @Option(names = "--transcript", paramLabel = "<file>", description = "play a recording of a gateway instead")
        private Path transcript;

        @Option(
                names = "--proxy",
                paramLabel = "<host:port>",
                description = "stand before a real server instead, to do faults to its connections")
        private String proxy;
    }

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "address to listen on (${DEFAULT-VALUE})")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "5038",
            description = "port to listen on, 0 for a free one (${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--user", description = "user name of the AMI login, with --dialect")
    private String user;

    @Option(names = "--secret", description = "password of the AMI login, with --dialect")
    private String secret;

    @Option(names = "--spans", defaultValue = "4", description = "number of SIM cards (${DEFAULT-VALUE})")
    private int spans;

    @Option(
            names = "--send-time",
            defaultValue = "PT0S",
            description = "how long a modem takes for a send, as in PT1.5S (${DEFAULT-VALUE})")
    private Duration sendTime;

    private final JsonLines json = new JsonLines(new PrintStream(System.out, true, StandardCharsets.UTF_8));

    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulatorMain()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        try {
            if (role.dialect != null) {
                simulate();
            } else if (role.transcript != null) {
                play();
            } else {
                stand();
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        } catch (IOException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        return CommandLine.ExitCode.OK;
    }

    private void simulate() throws IOException, InterruptedException {
        if (user == null || secret == null) {
            throw new IllegalArgumentException("A gateway has a login: give --user and --secret");
        }
        JumpingClock clock = new JumpingClock(Clock.systemDefaultZone());
        SimulatorBuilder builder = GatewaySimulator.builder(personality())
                .host(host)
                .port(port)
                .user(user)
                .secret(secret)
                .spans(spans)
                .sendTime(sendTime)
                .clock(clock)
                .listener(json::tell);
        try (GatewaySimulator simulator = builder.start()) {
            serve(new GatewayConsole(simulator, clock, json));
        }
    }

    private Personality personality() {
        return switch (role.dialect.toLowerCase(Locale.ROOT)) {
            case "openvox" -> Personality.OPENVOX;
            case "yeastar-tg" -> Personality.YEASTAR_TG;
            case "asterisk-1.8" -> Personality.ASTERISK_1_8;
            case "asterisk" -> Personality.ASTERISK;
            case "dongle-bg111" -> Personality.DONGLE_BG111;
            case "dongle-wdoekes" -> Personality.DONGLE_WDOEKES;
            case "quectel" -> Personality.QUECTEL;
            default ->
                throw new IllegalArgumentException("Unknown dialect '" + role.dialect
                        + "': use openvox, yeastar-tg, asterisk-1.8, asterisk, dongle-bg111,"
                        + " dongle-wdoekes or quectel");
        };
    }

    private void play() throws IOException, InterruptedException {
        TranscriptListener listener = new TranscriptListener() {
            @Override
            public void unexpected(String action) {
                json.print("unexpected", "action", action);
            }

            @Override
            public void played() {
                json.print("played");
            }
        };
        try (TranscriptGateway gateway = TranscriptGateway.of(Transcript.read(role.transcript), host, port, listener)) {
            json.print("listening", "port", gateway.port());
            serve(line -> {
                throw new IllegalArgumentException("Use: quit");
            });
        }
    }

    private void stand() throws IOException, InterruptedException {
        int colon = role.proxy.lastIndexOf(':');
        if (colon < 1 || !role.proxy.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("Not a server such as 192.168.1.50:5038: " + role.proxy);
        }
        int serverPort = Integer.parseInt(role.proxy.substring(colon + 1));
        try (FaultyProxy proxy = FaultyProxy.to(
                role.proxy.substring(0, colon),
                serverPort,
                host,
                port,
                (mark, fault) -> json.print("fault", "point", mark, "fault", fault))) {
            json.print("listening", "port", proxy.port());
            serve(new ProxyConsole(proxy, json));
        }
    }

    private void serve(Console console) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.strip();
            if (command.equals("quit")) {
                return;
            }
            if (!command.isEmpty()) {
                obey(command, console);
            }
        }
        new CountDownLatch(1).await();
    }

    private void obey(String command, Console console) {
        try {
            console.obey(command);
        } catch (IllegalArgumentException | IllegalStateException e) {
            json.error(e.getMessage());
        }
    }
}
