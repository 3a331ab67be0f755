package io.camelami.simulator.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RealAsteriskIT {

    @Nested
    class Rolling {
        @RegisterExtension
        static final RealAsterisk ASTERISK = RealAsterisk.version(22);

        @Test
        void it_greets_with_the_banner_of_version_22_or_later() throws IOException {
            assertThat(banner(ASTERISK)).matches("Asterisk Call Manager/(1[1-9]|[2-9][0-9])\\..*");
        }

        @Test
        void after_a_kill_it_starts_again_on_the_same_port() throws IOException {
            ASTERISK.kill();
            ASTERISK.start();
            assertThat(banner(ASTERISK)).startsWith("Asterisk Call Manager/");
        }

        @Test
        void its_command_line_answers() {
            assertThat(ASTERISK.cli("core show version")).startsWith("Asterisk ");
        }
    }

    @Nested
    class Sixteen {
        @RegisterExtension
        static final RealAsterisk ASTERISK = RealAsterisk.version(16);

        @Test
        void it_greets_with_the_banner_of_version_16() throws IOException {
            assertThat(banner(ASTERISK)).startsWith("Asterisk Call Manager/5.0.");
        }
    }

    private static String banner(RealAsterisk asterisk) throws IOException {
        try (Socket socket = new Socket(asterisk.host(), asterisk.port());
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            return reader.readLine();
        }
    }
}
