package io.camelami.simulator;

/** Which gateway the simulator is. */
public enum Personality {
    /** OpenVox VoxStack: Asterisk 1.8 with the chan_extra driver. */
    OPENVOX("1.1", "1.8.20.0"),
    /** Yeastar NeoGate TG; its spans are numbered from 2 on (span = port + 1). */
    YEASTAR_TG("1.1", "1.8.20.0"),
    /** An Asterisk 1.8 whose dial plan and CLI aliases imitate a gateway. */
    ASTERISK_1_8("1.1", "1.8.32.3"),
    /** The same with Asterisk 22, for the reply formats from 14 on. */
    ASTERISK("11.0.0", "22.10.1+dfsg+~cs6.17.60671434-1"),
    /** The first chan_dongle, bg111's, on Asterisk 1.8; span n is device {@code dongle<n-1>}. */
    DONGLE_BG111("1.1", "1.8.32.3"),
    /** The maintained chan_dongle, wdoekes', on Asterisk 16; span n is device {@code dongle<n-1>}. */
    DONGLE_WDOEKES("5.0.4", "16.28.0~dfsg-0+deb11u4"),
    /** chan_quectel on Asterisk 16, which is the same under other names; span n is device {@code quectel<n-1>}. */
    QUECTEL("5.0.4", "16.28.0~dfsg-0+deb11u4");

    private final String amiVersion;
    private final String asteriskVersion;

    Personality(String amiVersion, String asteriskVersion) {
        this.amiVersion = amiVersion;
        this.asteriskVersion = asteriskVersion;
    }

    /** The version in the banner. */
    String amiVersion() {
        return amiVersion;
    }

    String asteriskVersion() {
        return asteriskVersion;
    }

    /** What {@code core show version} says after the word Asterisk. */
    String versionLine() {
        return asteriskVersion
                + (isModern()
                        ? " built by nobody @ buildhost.example on a unknown running Linux on 2026-07-20 21:35:32 UTC"
                        : " built by root @ vm on a x86_64 running Linux on 2026-11-21 03:20:11 UTC");
    }

    /** Whether it speaks as Asterisk does from 14 on. */
    boolean isModern() {
        return !amiVersion.equals("1.1");
    }
}
