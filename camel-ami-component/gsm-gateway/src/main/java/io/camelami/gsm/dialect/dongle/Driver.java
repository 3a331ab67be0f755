package io.camelami.gsm.dialect.dongle;

/** The families of drivers. */
enum Driver {
    /** bg111's: takes PDUs, gives each message an ID, never tells of delivery reports. */
    ORIGINAL,
    /** wdoekes' and chan_quectel: text only, tells results and delivery reports with the payload of the message. */
    LATER
}
