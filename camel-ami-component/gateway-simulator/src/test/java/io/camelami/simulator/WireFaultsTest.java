package io.camelami.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults of the wire, and what a session may ask for. */
class WireFaultsTest {
    private GatewaySimulator simulator;

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void replies_can_lack_their_action_id() throws IOException {
        start(Quirk.NO_ACTION_ID);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.command("core show version");
            client.expect("Response: Follows\nPrivilege: Command\n");
            assertThat(client.readUntil("--END COMMAND--\r\n\r\n")).startsWith("Asterisk 1.8");
            client.send("Action: Ping\nActionID: 9\n\n");
            client.expect("Response: Success\nPing: Pong\n");
        }
    }

    @Test
    void events_can_have_bare_line_feeds_while_replies_keep_crlf() throws IOException {
        start(Quirk.BARE_LF_EVENTS);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: UserEvent\nUserEvent: Hello\n\n");
            client.expect("Response: Success\nMessage: Event Sent\n\n");
            client.expectRaw("Event: UserEvent\nPrivilege: user,all\nUserEvent: Hello\nAction: UserEvent\n\n");
        }
    }

    @Test
    void replies_can_have_bare_line_feeds_while_events_keep_crlf() throws IOException {
        start(Quirk.BARE_LF_REPLIES);
        try (WireClient client = WireClient.connect(simulator)) {
            client.expect("Asterisk Call Manager/1.1\n");
            client.send("Action: Login\nUsername: ami\nSecret: secret\n\n");
            client.expectRaw("Response: Success\nMessage: Authentication accepted\n\nEvent: FullyBooted\r\n");
            client.readUntil("Status: Fully Booted\r\n\r\n");
            client.send("Action: UserEvent\nActionID: 1\nUserEvent: Hello\n\n");
            client.expectRaw("Response: Success\nActionID: 1\nMessage: Event Sent\n\n");
            client.expect("Event: UserEvent\nPrivilege: user,all\nUserEvent: Hello\nAction: UserEvent\n");
            client.expect("ActionID: 1\n\n");
            client.command("core show version");
            client.expectRaw("Response: Follows\nPrivilege: Command\nActionID: 7\n");
            client.readUntil("--END COMMAND--\n\n");
        }
    }

    @Test
    void an_event_that_nobody_asked_for_can_come_between_replies_and_never_inside_one() throws IOException {
        start(Quirk.INTERLEAVED_EVENTS);
        String stray = "Event: PeerStatus\nPrivilege: system,all\nChannelType: SIP\nPeer: SIP/1000\n"
                + "PeerStatus: Reachable\nTime: 12\n\n";
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.expect(stray);
            client.command("gsm send sync sms 1 10086 hello 5");
            client.command("gsm send sync sms 1 10086 again 5");
            for (int i = 0; i < 2; i++) {
                client.expect(stray + "Response: Follows\nPrivilege: Command\nActionID: 7\n");
                client.expectRaw("SPAN:1 SEND SMS TO PHONE:10086 SUCCESSFULLY\n--END COMMAND--\r\n\r\n");
                client.expect(stray);
            }
        }
    }

    @Test
    void a_line_that_is_too_long_can_end_the_session() throws IOException {
        start(Quirk.LONG_LINE_ENDS_SESSION);
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: Ping\nX: " + "x".repeat(1100) + "\n\n");
            client.expectEnd();
        }
    }

    @Test
    void output_can_come_in_fragments_cut_inside_line_ends() throws IOException {
        start(Quirk.SLOW_FRAGMENTS);
        try (WireClient client = WireClient.connect(simulator)) {
            client.expect("Asterisk Call Manager/1.1\n");
            client.send("Action: Login\nUsername: ami\nSecret: secret\nEvents: off\n\n");
            client.expect("Response: Success\nMessage: Authentication accepted\n\n");
            Set<String> ends = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                client.send("Action: Ping\n\n");
                String reply = "";
                while (!reply.endsWith("\r\n\r\n")) {
                    reply += client.readSome();
                    ends.add(reply.substring(reply.length() - 1));
                }
            }
            assertThat(ends).contains("\r");
        }
    }

    @Test
    void raw_bytes_reach_the_sessions_that_have_events_on() throws IOException {
        start();
        try (WireClient on = WireClient.loggedIn(simulator);
                WireClient off = WireClient.connect(simulator)) {
            off.expect("Asterisk Call Manager/1.1\n");
            off.send("Action: Login\nUsername: ami\nSecret: secret\nEvents: off\n\n");
            off.expect("Response: Success\nMessage: Authentication accepted\n\n");
            simulator.emit("\u00FF\u0000no event");
            assertThat(on.readUntil("no event")).isEqualTo("\u00FF\u0000no event");
            off.expectNothing();
        }
    }

    @Test
    void a_mask_lets_only_its_classes_through() throws IOException {
        start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("Action: Events\nEventMask: call\n\n");
            client.expect("Response: Success\nEvents: On\n\n");
            simulator.receiveSms(1, "10086", "hi");
            assertThat(client.readUntil("Cause-txt: Unknown\r\n\r\n"))
                    .contains("Event: Newchannel", "Event: Hangup")
                    .doesNotContain("Newexten")
                    .doesNotContain("VarSet");
            for (String off : new String[] {"off", "none", "0", "nonsense"}) {
                client.send("Action: Events\nEventMask: " + off + "\n\n");
                client.expect("Response: Success\nEvents: Off\n\n");
            }
            simulator.receiveSms(1, "10086", "hi");
            client.expectNothing();
            for (String on : new String[] {"on", "all", "true", "2048", "user", "system,call"}) {
                client.send("Action: Events\nEventMask: " + on + "\n\n");
                client.expect("Response: Success\nEvents: On\n\n");
            }
            client.send("Action: Events\nEventMask: \n\n");
            client.expect("Response: Error\nMessage: Invalid event mask\n\n");
        }
    }

    @Test
    void md5_login_takes_the_digest_of_challenge_and_secret() throws Exception {
        start();
        try (WireClient client = WireClient.connect(simulator)) {
            client.send("Action: Challenge\nAuthType: md5\n\n");
            client.readUntil("Challenge: ");
            String challenge = client.readUntil("\r\n\r\n").strip();
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest((challenge + "secret").getBytes(StandardCharsets.UTF_8));
            client.send("Action: Login\nAuthType: MD5\nUsername: ami\nKey: "
                    + HexFormat.of().formatHex(digest) + "\n\n");
            client.expect("Response: Success\nMessage: Authentication accepted\n\n");
        }
    }

    @Test
    void what_a_client_sends_is_kept_as_it_was_sent() throws IOException {
        start();
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.send("action:PING\nX-Y:  ü\nno colon\n\n");
            client.readUntil("\r\n\r\n");
        }
        ReceivedAction last = simulator.actions().get(simulator.actions().size() - 1);
        assertThat(last.name()).isEqualTo("PING");
        assertThat(last.headers()).extracting(Object::toString).containsExactly("action=PING", "X-Y=ü");
        assertThat(last.header("x-y")).isEqualTo("ü");
    }

    @Test
    void no_garbage_ends_the_server() throws IOException {
        start();
        Random random = new Random(42);
        for (int i = 0; i < 20; i++) {
            byte[] garbage = new byte[5000];
            random.nextBytes(garbage);
            try (WireClient client = WireClient.loggedIn(simulator)) {
                client.sendRaw(garbage);
                client.sendRaw(
                        "Action: Command\r\nCommand: gsm send sync sms 1 \"".getBytes(StandardCharsets.US_ASCII));
                client.sendRaw(garbage);
            }
        }
        try (WireClient client = WireClient.loggedIn(simulator)) {
            client.expectNothing();
        }
    }

    private void start(Quirk... quirks) {
        simulator = GatewaySimulator.builder(Personality.OPENVOX).quirk(quirks).start();
    }
}
