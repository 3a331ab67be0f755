package io.camelami.ami;

/**
 * What a gateway may send at most before the session is given up; bounds the memory a hostile or broken one can take.
 *
 * @param lineBytes longest line without line end; chan_dongle has been seen to send 40 kB in one
 * @param messageBytes longest message, its command output not counted
 * @param headers most lines of a message, {@code Output:} lines not counted
 * @param outputBytes longest output of one command
 * @param listEvents most events in the answer to one action; beyond it that action alone fails
 * @param listBytes most bytes of them
 */
public record AmiLimits(int lineBytes, int messageBytes, int headers, int outputBytes, int listEvents, int listBytes) {

    public static final AmiLimits DEFAULT = new AmiLimits(256 << 10, 1 << 20, 16_384, 8 << 20, 100_000, 64 << 20);

    public AmiLimits {
        if (lineBytes < 1024
                || messageBytes < lineBytes
                || outputBytes < lineBytes
                || headers < 128
                || listEvents < 1
                || listBytes < lineBytes) {
            throw new IllegalArgumentException("Limits too small for a gateway: a line of 1024 bytes, a message, a list"
                    + " and an output of one line, 128 headers and 1 list event are the least");
        }
    }
}
