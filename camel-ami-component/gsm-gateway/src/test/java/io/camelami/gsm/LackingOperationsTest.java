package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEvent;
import io.camelami.ami.AmiRuntime;
import io.camelami.ami.SystemRuntime;
import io.camelami.gsm.Capabilities.Operation;
import io.camelami.gsm.call.CallActionResult;
import io.camelami.gsm.call.CallControl;
import io.camelami.gsm.call.CallResult;
import io.camelami.gsm.call.HangupRequest;
import io.camelami.gsm.call.OriginateRequest;
import io.camelami.gsm.call.RedirectRequest;
import io.camelami.gsm.dialect.Dialect;
import io.camelami.gsm.dialect.DialectSession;
import io.camelami.gsm.dialect.LinkNeeds;
import io.camelami.gsm.dialect.Signal;
import io.camelami.gsm.dialect.SmsPlan;
import io.camelami.gsm.ussd.UssdRequest;
import io.camelami.gsm.ussd.UssdResult;
import io.camelami.simulator.GatewaySimulator;
import io.camelami.simulator.Personality;
import io.camelami.simulator.ReceivedAction;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a dialect lacks is refused before a byte is written, and the refusal says what helps. */
class LackingOperationsTest {
    /** What a gateway sends by itself: login, sign of life and its question for the spans. */
    private static final Set<String> OF_THE_LINK = Set.of("Logoff", "Challenge", "Login", "Ping");

    private static final Set<Operation> REQUESTS =
            EnumSet.complementOf(EnumSet.of(Operation.RECEIVE_SMS, Operation.RECEIVE_USSD));

    @ParameterizedTest
    @CsvSource({
        "openvox, OPENVOX, ''",
        "yeastar-tg, YEASTAR_TG, trunk of an Asterisk",
        "asterisk, ASTERISK, openvox",
        "chan-dongle, DONGLE_BG111, ''",
        "chan-dongle, DONGLE_WDOEKES, ''",
        "chan-quectel, QUECTEL, ''",
        "helpless, ASTERISK, ask its maker",
    })
    void what_a_dialect_lacks_fails_without_a_byte_and_names_the_dialect_and_what_helps(
            String dialect, Personality personality, String whatHelps) {
        try (GatewaySimulator simulator = GatewaySimulator.builder(personality).start();
                SystemRuntime runtime = AmiRuntime.system()) {
            GatewayConfig config = GatewayConfig.builder(simulator.host())
                    .name("gw")
                    .port(simulator.port())
                    .username(simulator.user())
                    .secret(simulator.secret())
                    .dialect(dialect)
                    .spans(1)
                    .build();
            try (GsmGateway gateway = GsmGateways.create(config, runtime, List.of(new Helpless()))) {
                gateway.start();
                await().until(() -> gateway.status().up());
                Set<Operation> lacking = EnumSet.copyOf(REQUESTS);
                lacking.removeAll(gateway.capabilities().operations());
                assertThat(lacking.isEmpty()).isEqualTo(whatHelps.isEmpty());

                for (Operation operation : lacking) {
                    assertThat(refusal(gateway, operation))
                            .as("%s", operation)
                            .contains("gateway gw")
                            .contains("dialect " + dialect + " cannot " + operation.words())
                            .contains(whatHelps);
                }
            }
            // All that was written has been read by then.
            await().until(() -> simulator.connections() == 0);
            assertThat(simulator.actions())
                    .allMatch(action -> OF_THE_LINK.contains(action.name()) || isListing(action));
        }
    }

    /** What a gateway is asked at each login: which spans it has. */
    private static boolean isListing(ReceivedAction action) {
        return action.name().endsWith("ShowDevices") || "gsm show spans".equals(action.header("command"));
    }

    /** What is said of an operation, which has to fail for a reason that a person must remove. */
    private static String refusal(GsmGateway gateway, Operation operation) {
        return switch (operation) {
            case SEND_SMS -> {
                SmsResult result = done(gateway.sendSms(SmsRequest.of("+49151", "hello")));
                assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
                yield result.detail();
            }
            case SEND_USSD -> {
                UssdResult result = done(gateway.sendUssd(UssdRequest.dial("*100#")));
                assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
                yield result.detail();
            }
            case ORIGINATE -> {
                CallResult result = done(gateway.originate(OriginateRequest.toApplication("SIP/1", "Echo", null)));
                assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
                yield result.detail();
            }
            case REDIRECT -> refusal(gateway.redirect(RedirectRequest.of("SIP/1-1", "default", "1")));
            case HANGUP -> refusal(gateway.hangup(HangupRequest.of("SIP/1-1")));
            case CALL_CONTROL -> refusal(gateway.control(new CallControl.Dtmf("SIP/1-1", '1')));
            case COMMAND -> unsupported(gateway.command("core show version"));
            case ACTION -> unsupported(gateway.action(AmiAction.of("CoreStatus")));
            case SPANS -> unsupported(gateway.spans());
            case RECEIVE_SMS, RECEIVE_USSD -> throw new AssertionError(operation + " is not asked for");
        };
    }

    private static String refusal(CompletableFuture<CallActionResult> future) {
        CallActionResult result = done(future);
        assertThat(result.outcome()).isEqualTo(CallActionResult.Outcome.NOT_SUPPORTED);
        return result.detail();
    }

    private static String unsupported(CompletableFuture<?> future) {
        Throwable why = done(future.handle((answer, failure) -> failure));
        assertThat(why).isInstanceOf(UnsupportedOperationException.class);
        return why.getMessage();
    }

    private static <T> T done(CompletableFuture<T> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** A dialect that can do nothing at all, and would write if it were asked. */
    private static final class Helpless implements Dialect {

        @Override
        public String name() {
            return "helpless";
        }

        @Override
        public DialectSession open(GatewayConfig config) {
            return new DialectSession() {
                @Override
                public Capabilities capabilities() {
                    return new Capabilities(Set.of(), Set.of(), 0, Set.of());
                }

                @Override
                public String insteadOf(Operation lacking) {
                    return "ask its maker";
                }

                @Override
                public LinkNeeds needs() {
                    return new LinkNeeds("off", 0);
                }

                @Override
                public String mayBeMissing() {
                    return "nothing";
                }

                @Override
                public SmsPlan plan(SmsRequest request) {
                    throw new AssertionError("not to be asked");
                }

                @Override
                public List<Signal> read(AmiEvent event) {
                    return List.of();
                }

                @Override
                public AmiAction listSpans() {
                    return AmiAction.of("CoreStatus");
                }
            };
        }
    }
}
