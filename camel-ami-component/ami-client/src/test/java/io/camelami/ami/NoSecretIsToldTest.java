package io.camelami.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No secret, number or text is in what the client says of itself: exceptions, reasons, toString and the log. */
class NoSecretIsToldTest {

    private static final String SECRET = "s3cr3t-9f27";
    private static final String NUMBER = "+4915112345678";
    private static final String TEXT = "your code is 123456";

    private final List<String> said = new ArrayList<>();

    private void say(Object what) {
        said.add(String.valueOf(what));
    }

    private void sayFailure(CompletableFuture<AmiResponse> future) {
        StringWriter trace = new StringWriter();
        LinkFixture.failureOf(future).printStackTrace(new PrintWriter(trace));
        said.add(trace.toString());
    }

    private static AmiAction sms() {
        return AmiAction.of("Command").with("Command", "gsm send sms 2 \"" + NUMBER + "\" \"" + TEXT + "\"");
    }

    private static VirtualLink with(AmiCredentials.Method method) {
        AmiCredentials credentials = new AmiCredentials("ami", SECRET, method);
        return new VirtualLink(builder ->
                AmiLinkConfig.builder("gw1", "gateway", 5038, credentials).outboxBytes(200_000));
    }

    @ParameterizedTest
    @EnumSource(AmiCredentials.Method.class)
    void whatever_becomes_of_logins_and_actions(AmiCredentials.Method method) {
        PrintStream usual = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            for (String refusal :
                    List.of("Authentication failed", "Login Already In Use", "Asterisk is shutting down")) {
                VirtualLink refused = with(method);
                refused.link.start();
                refused.wire().accept();
                refused.wire().say(ScriptedGateway.BANNER);
                refused.wire().answer("Response: Error", "Message: " + refusal);
                if (!refused.wire().closed()) {
                    refused.wire().answer("Response: Error", "Message: " + refusal);
                }
                say(refused.link.status());
                sayFailure(refused.link.send(sms(), VirtualLink.TIMEOUT));
            }
            VirtualLink gw = with(AmiCredentials.Method.AUTO);
            gw.link.start();
            gw.wire().letIn();
            sayFailure(gw.link.send(sms().with("Bad", TEXT + "\n"), VirtualLink.TIMEOUT));
            sayFailure(gw.link.send(sms().with("", TEXT), VirtualLink.TIMEOUT));
            CompletableFuture<AmiResponse> late = gw.link.send(sms(), Duration.ofSeconds(1));
            gw.runtime.advance(Duration.ofSeconds(1));
            sayFailure(late);
            CompletableFuture<AmiResponse> lost = gw.link.send(sms(), VirtualLink.TIMEOUT);
            gw.wire().say("Event: ReceivedSMS\r\nSender: " + NUMBER + "\r\nContent: " + TEXT + "\r\n\r\n");
            say(gw.listener.events);
            gw.wire().say(TEXT.repeat(20_000));
            sayFailure(lost);
            say(gw.link.status());
            say(sms());
            say(AmiCredentials.of("ami", SECRET));
            say(AmiLinkConfig.builder("gw1", "h", 1, AmiCredentials.of("ami", SECRET))
                    .build());
        } finally {
            System.setErr(usual);
        }
        say(log.toString(StandardCharsets.UTF_8));

        assertThat(said).allSatisfy(text -> assertThat(text)
                .doesNotContain(SECRET)
                .doesNotContain(NUMBER.substring(1))
                .doesNotContain(TEXT));
    }

    @Test
    void the_secret_is_on_no_wire_but_in_the_login_that_needs_it() {
        VirtualLink gw = with(AmiCredentials.Method.AUTO);
        gw.link.start();
        gw.wire().accept();
        gw.wire().say(ScriptedGateway.BANNER);
        String challenge = gw.wire().heard();
        gw.wire().answerTo(MemoryGateway.Wire.idOf(challenge), "Response: Success", "Challenge: 42");
        String login = gw.wire().heard();

        assertThat(challenge + login).doesNotContain(SECRET);
    }
}
