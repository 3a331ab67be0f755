package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** bg111's driver with the list of devices of the recordings, of which dongle1 has smsaspdu=no. */
class TextModeDeviceTest {
    private static final String TO = "+4915112345678";

    private RecordedDevices server;
    private TestGateway test;

    @BeforeEach
    void start() throws IOException {
        server = new RecordedDevices();
    }

    @AfterEach
    void end() throws IOException {
        test.close();
        server.close();
    }

    private void gateway(UnaryOperator<GatewayConfig.Builder> options) {
        test = new TestGateway(options.apply(GatewayConfig.builder("127.0.0.1")
                                .port(server.port())
                                .username("camel")
                                .secret("s3cret")
                                .dialect("chan-dongle"))
                        .build())
                .up();
    }

    @Test
    void the_gateway_chooses_no_device_in_text_mode() {
        gateway(b -> b);
        for (int i = 0; i < 3; i++) {
            assertThat(test.send(SmsRequest.of(TO, "x")).outcome()).isEqualTo(Outcome.SENT);
        }
        assertThat(server.sends).hasSize(3).allSatisfy(send -> assertThat(send).containsEntry("Device", "dongle0"));
    }

    @Test
    void a_message_for_a_device_in_text_mode_is_refused_with_what_has_to_be_changed() {
        gateway(b -> b);

        assertRefused(test.send(SmsRequest.of(TO, "x".repeat(200)).withSpan(2)));
    }

    @Test
    void options_that_say_all_that_the_list_says_do_not_hide_that_a_device_is_in_text_mode() {
        gateway(b -> b.spans(2).dialectOptions(Map.of("driver", "bg111", "devices", "dongle1,dongle0")));

        assertRefused(test.send(SmsRequest.of(TO, "x").withSpan(1)));
        assertThat(test.send(SmsRequest.of(TO, "x")).span()).isEqualTo(2);
    }

    private void assertRefused(SmsResult result) {
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(result.detail())
                .contains("nothing was sent", "dongle1", "smsaspdu=yes", "dongle.conf", "dongle reload now");
        assertThat(result.parts()).isZero();
        assertThat(server.sends).isEmpty();
    }

    /** Knows one list of devices, and tells of each PDU that the network took it. */
    private static final class RecordedDevices implements AutoCloseable {
        private final List<Map<String, String>> sends = new CopyOnWriteArrayList<>();
        private final ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final String list;

        RecordedDevices() throws IOException {
            String recorded = new String(
                    Captures.serverBytes("chan_dongle-bg111-1.8.32.3/showdevices.txt"), StandardCharsets.UTF_8);
            int from = recorded.indexOf("Response: Success\r\nActionID: a1");
            list = recorded.substring(from, recorded.indexOf("Response: Success\r\nActionID: a2"));
            Thread thread = new Thread(this::serve, "recorded-devices");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return listening.getLocalPort();
        }

        private void serve() {
            try (Socket socket = listening.accept()) {
                OutputStream out = socket.getOutputStream();
                out.write("Asterisk Call Manager/1.1\r\n".getBytes(StandardCharsets.UTF_8));
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                Map<String, String> action = new HashMap<>();
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.isEmpty()) {
                        out.write(answer(action).getBytes(StandardCharsets.UTF_8));
                        action = new HashMap<>();
                    } else {
                        action.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
                    }
                }
            } catch (IOException e) {
                // The test is over.
            }
        }

        private String answer(Map<String, String> action) {
            String id = "ActionID: " + action.get("ActionID") + "\r\n";
            return switch (action.get("Action")) {
                case "DongleShowDevices" -> list.replace("ActionID: a1\r\n", id);
                case "DongleSendPDU" -> {
                    sends.add(action);
                    String device = action.get("Device");
                    yield "Response: Success\r\n" + id + "Message: [" + device
                            + "] SMS queued for send\r\nID: 0x1\r\n\r\n"
                            + "Event: DongleSMSStatus\r\nPrivilege: call,all\r\nDevice: " + device
                            + "\r\nID: 0x1\r\nStatus: Sent\r\n\r\n";
                }
                case "Challenge" -> "Response: Error\r\n" + id + "Message: Invalid/unknown command\r\n\r\n";
                default -> "Response: Success\r\n" + id + "Message: fine\r\n\r\n";
            };
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
