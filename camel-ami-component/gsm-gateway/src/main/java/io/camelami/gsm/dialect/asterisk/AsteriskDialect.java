package io.camelami.gsm.dialect.asterisk;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiResponse;
import io.camelami.gsm.Capabilities;
import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.FailureClass;
import io.camelami.gsm.GatewayConfig;
import io.camelami.gsm.SmsRequest;
import io.camelami.gsm.Span;
import io.camelami.gsm.dialect.CliCommands;
import io.camelami.gsm.dialect.Dialect;
import io.camelami.gsm.dialect.DialectOptions;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.LinkNeeds;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.dialect.SmsPlan;
import io.camelami.gsm.dialect.SmsRefusedException;
import java.util.List;
import java.util.Set;

/** Plain Asterisk: actions, commands and events. It has no modem, so sending an SMS is refused before it is written. */
public final class AsteriskDialect implements Dialect {
    private static final String NAME = "asterisk";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DialectSession open(GatewayConfig config) {
        new DialectOptions(NAME, config).complain();
        return new Session();
    }

    private static final class Session implements DialectSession {

        @Override
        public Capabilities capabilities() {
            return new Capabilities(
                    Set.of(
                            Operation.ORIGINATE,
                            Operation.REDIRECT,
                            Operation.HANGUP,
                            Operation.CALL_CONTROL,
                            Operation.COMMAND,
                            Operation.ACTION),
                    Set.of(),
                    0,
                    Set.of());
        }

        @Override
        public LinkNeeds needs() {
            return new LinkNeeds("on", 1);
        }

        @Override
        public String mayBeMissing() {
            return "all events of that time: Asterisk repeats none";
        }

        @Override
        public SmsPlan plan(SmsRequest request) throws SmsRefusedException {
            throw new SmsRefusedException(
                    FailureClass.CONFIGURATION,
                    "plain Asterisk has no command that sends an SMS; on a GSM gateway choose its dialect (openvox,"
                            + " yeastar-tg), on a Yeastar S-Series use its HTTP API");
        }

        @Override
        public List<Signal> read(AmiEvent event) {
            return List.of();
        }

        @Override
        public AmiAction listSpans() {
            return null;
        }

        @Override
        public List<Span> readSpans(AmiResponse answer) {
            return List.of();
        }

        @Override
        public AmiAction command(String command) {
            return CliCommands.command(command);
        }
    }
}
