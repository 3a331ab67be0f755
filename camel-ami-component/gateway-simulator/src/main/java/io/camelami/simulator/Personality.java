package io.camelami.simulator;

/** Which gateway the simulator is. */
public enum Personality {
    /** OpenVox VoxStack: Asterisk 1.8 with the chan_extra driver. */
    OPENVOX,
    /** Yeastar NeoGate TG; its spans are numbered from 2 on (span = port + 1). */
    YEASTAR_TG,
    /** An Asterisk 1.8 whose dial plan and CLI aliases imitate a gateway. */
    ASTERISK_1_8,
    /** The same with Asterisk 22, for the reply formats from 14 on. */
    ASTERISK,
    /** The first chan_dongle, bg111's, on Asterisk 1.8; span n is device {@code dongle<n-1>}. */
    DONGLE_BG111,
    /** The maintained chan_dongle, wdoekes', on Asterisk 16; span n is device {@code dongle<n-1>}. */
    DONGLE_WDOEKES,
    /** chan_quectel on Asterisk 16, which is the same under other names; span n is device {@code quectel<n-1>}. */
    QUECTEL
}
