package io.camelami.simulator;

/** The block of {@code gsm show span} up to the lines about AT commands (gateways.md §2.5). */
final class SpanReport {
    private SpanReport() {}

    static String of(int span, String status, SpanState state) {
        return """
                D-channel: %d
                Status: %s
                Type: CPE
                Manufacturer: QUECTEL
                Model Name: M35
                Model IMEI: 35%013d
                Revision: M35FAR02A01
                Network Name: %s
                Network Status: %s
                Signal Quality (0,31): %d
                BER value (0,7): 0
                SIM IMSI: 00101%010d
                SIM SMS Center Number: +12025550100
                PDD: 0
                ASR: 0
                ACD: 0
                Last event: Signal strength
                State: READY
                """
                .formatted(
                        2 * span,
                        status,
                        span,
                        state.network(),
                        state.registered() ? "Registered (Home network)" : "Not registered",
                        state.signal(),
                        span);
    }
}
