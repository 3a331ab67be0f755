package io.camelami.gsm;

/**
 * One span (port, modem) as the gateway's own listings tell of it. What the gateway does not tell is null.
 *
 * @param number its number, from 1, as on the gateway's front
 * @param up whether the gateway says that it is registered and usable
 * @param registered whether its network has let it in
 * @param signal the strength of the signal as modems measure it (CSQ), 0 to 31
 * @param operator name of the network
 * @param imsi number of the SIM; private, so not in {@link #toString()}
 * @param imei number of the modem; private as well
 * @param busy whether it does something now that others have to wait for
 * @param device name of the modem, where the driver gives it one
 * @param state the gateway's words, without the PIN that some print
 */
public record Span(
        int number,
        boolean up,
        Boolean registered,
        Integer signal,
        String operator,
        String imsi,
        String imei,
        Boolean busy,
        String device,
        String state) {

    /** As the short listings have it. */
    public static Span of(int number, boolean up, String state) {
        return new Span(number, up, null, null, null, null, null, null, null, state);
    }

    /** The signal in dBm (TS 27.007 §8.5): -113 stands for all below, -51 for all above; null if it is not known. */
    public Integer signalDbm() {
        return signal == null ? null : 2 * signal - 113;
    }

    /** Without the numbers of SIM and modem, and without what is free text of the gateway. */
    @Override
    public String toString() {
        return "Span[number=" + number + ", up=" + up + ", registered=" + registered + ", signal=" + signal + ", busy="
                + busy + "]";
    }
}
