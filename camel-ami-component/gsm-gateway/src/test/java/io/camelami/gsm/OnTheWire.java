package io.camelami.gsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelami.ami.AmiAction;
import io.camelami.ami.AmiEncoder;
import io.camelami.ami.AmiEncodingException;
import io.camelami.simulator.cli.CliTokenizer;
import io.camelami.simulator.manager.ActionReader;
import io.camelami.simulator.manager.ManagerAction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * What a server reads in the bytes of an action. It is read with the simulator's code, which is checked against recordings
 * of real Asterisk, and not with ours.
 */
public final class OnTheWire {
    private static final String ID = "node-1-1";
    private static final AmiEncoder ENCODER = AmiEncoder.utf8();

    private OnTheWire() {}

    /**
     * @return the name and the headers but for the ActionID, in their order: of exactly one action, and nothing behind it
     * @throws AmiEncodingException if it is refused before a byte is written
     */
    public static List<Map.Entry<String, String>> read(AmiAction action) {
        byte[] bytes = ENCODER.encode(action, ID);
        ManagerAction read = only(bytes, false);
        assertThat(only(bytes, true)).isEqualTo(read);
        assertThat(read.fault()).isEqualTo(ManagerAction.Fault.NONE);
        List<Map.Entry<String, String>> headers = read.headers();
        assertThat(headers).hasSize(action.headers().size() + (action.get("ActionID") == null ? 2 : 1));
        return headers.stream()
                .filter(header -> !header.equals(Map.entry("ActionID", ID)))
                .toList();
    }

    /** The words of the command that is the only header of the action {@code name}. */
    public static List<String> words(AmiAction action, String name, String header) {
        List<Map.Entry<String, String>> headers = read(action);
        assertThat(headers).hasSize(2);
        assertThat(headers.get(0)).isEqualTo(Map.entry("Action", name));
        assertThat(headers.get(1).getKey()).isEqualTo(header);
        return CliTokenizer.split(headers.get(1).getValue());
    }

    /** A value as it arrives: the server skips blanks and control characters in front of any (gateways.md §1.2). */
    public static String arriving(String value) {
        int start = 0;
        while (start < value.length() && value.charAt(start) <= ' ') {
            start++;
        }
        return value.substring(start);
    }

    /** @param newer whether the server is of the newer versions, which mend a line that is too long in another way */
    private static ManagerAction only(byte[] bytes, boolean newer) {
        try {
            ActionReader reader = new ActionReader(new ByteArrayInputStream(bytes)::read, newer);
            ManagerAction read = reader.next();
            assertThat(read).as("a whole action").isNotNull();
            assertThat(reader.next()).as("another action").isNull();
            assertThat(bytes).as("the end of the last action").endsWith('\r', '\n', '\r', '\n');
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
