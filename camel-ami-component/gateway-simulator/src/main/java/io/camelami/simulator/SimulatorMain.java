package io.camelami.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
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
            "  drop                            cut all connections",
            "  quit                            end the program",
            "The end of standard input does not end the program, so that it can run in the background: it then serves"
                    + " until it is killed.",
            "",
            "Standard output gives one JSON object a line, such as {\"event\":\"listening\",\"port\":5038}."
        })
public final class SimulatorMain implements Callable<Integer> {

    @Option(
            names = "--dialect",
            required = true,
            paramLabel = "<dialect>",
            description = "openvox, yeastar-tg, asterisk-1.8, asterisk (22), dongle-bg111, dongle-wdoekes or quectel")
    private String dialect;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "address to listen on (${DEFAULT-VALUE})")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "5038",
            description = "port to listen on, 0 for a free one (${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--user", required = true, description = "user name of the AMI login")
    private String user;

    @Option(names = "--secret", required = true, description = "password of the AMI login")
    private String secret;

    @Option(names = "--spans", defaultValue = "4", description = "number of SIM cards (${DEFAULT-VALUE})")
    private int spans;

    @Option(
            names = "--send-time",
            defaultValue = "PT0S",
            description = "how long a modem takes for a send, as in PT1.5S (${DEFAULT-VALUE})")
    private Duration sendTime;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final JsonFactory json = new JsonFactory();

    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulatorMain()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        SimulatorBuilder builder;
        try {
            builder = GatewaySimulator.builder(personality())
                    .host(host)
                    .port(port)
                    .user(user)
                    .secret(secret)
                    .spans(spans)
                    .sendTime(sendTime)
                    .listener(this::tell);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        try (GatewaySimulator simulator = builder.start()) {
            serve(simulator);
        } catch (UncheckedIOException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        return CommandLine.ExitCode.OK;
    }

    private Personality personality() {
        return switch (dialect.toLowerCase(Locale.ROOT)) {
            case "openvox" -> Personality.OPENVOX;
            case "yeastar-tg" -> Personality.YEASTAR_TG;
            case "asterisk-1.8" -> Personality.ASTERISK_1_8;
            case "asterisk" -> Personality.ASTERISK;
            case "dongle-bg111" -> Personality.DONGLE_BG111;
            case "dongle-wdoekes" -> Personality.DONGLE_WDOEKES;
            case "quectel" -> Personality.QUECTEL;
            default ->
                throw new IllegalArgumentException("Unknown dialect '" + dialect
                        + "': use openvox, yeastar-tg, asterisk-1.8, asterisk, dongle-bg111,"
                        + " dongle-wdoekes or quectel");
        };
    }

    private void serve(GatewaySimulator simulator) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.strip().equals("quit")) {
                return;
            }
            obey(line.strip(), simulator);
        }
        new CountDownLatch(1).await();
    }

    private void obey(String line, GatewaySimulator simulator) {
        String[] words = line.split("\\s+", 4);
        try {
            if (line.isEmpty()) {
                return;
            }
            if (line.equals("drop")) {
                simulator.dropConnections();
            } else if (words[0].equals("sms") && words.length == 4) {
                simulator.receiveSms(Integer.parseInt(words[1]), words[2], words[3]);
            } else {
                complain("Use: sms <span> <sender> <text...> | drop | quit");
            }
        } catch (NumberFormatException e) {
            complain("Not a span number: " + words[1]);
        } catch (IllegalArgumentException e) {
            complain(e.getMessage());
        }
    }

    private void complain(String message) {
        print(g -> {
            g.writeStringField("event", "error");
            g.writeStringField("message", message);
        });
    }

    private void tell(SimulatorEvent event) {
        print(g -> {
            if (event instanceof SimulatorEvent.Listening listening) {
                g.writeStringField("event", "listening");
                g.writeNumberField("port", listening.port());
            } else if (event instanceof SimulatorEvent.Login login) {
                g.writeStringField("event", "login");
                g.writeStringField("user", login.user());
            } else if (event instanceof SimulatorEvent.LoginRefused refused) {
                g.writeStringField("event", "login-refused");
                g.writeStringField("user", refused.user());
            } else if (event instanceof SimulatorEvent.Logout logout) {
                g.writeStringField("event", "logout");
                g.writeStringField("user", logout.user());
            } else if (event instanceof SimulatorEvent.SmsSent sent) {
                g.writeStringField("event", "sms-sent");
                g.writeNumberField("span", sent.sms().span());
                g.writeStringField("to", sent.sms().to());
                g.writeStringField("text", sent.sms().text());
                g.writeStringField("id", sent.sms().id());
            } else if (event instanceof SimulatorEvent.SmsReceived received) {
                g.writeStringField("event", "sms-received");
                g.writeNumberField("span", received.span());
                g.writeStringField("sender", received.sender());
                g.writeStringField("text", received.text());
            }
        });
    }

    /** Writes the fields of one JSON object. */
    @FunctionalInterface
    private interface Fields {
        void writeTo(JsonGenerator generator) throws IOException;
    }

    private void print(Fields fields) {
        StringWriter line = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(line)) {
            generator.writeStartObject();
            fields.writeTo(generator);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println(line);
    }
}
