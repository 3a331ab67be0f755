package io.camelami.simulator;

/** Firmware variants and faults on the wire, off unless asked for. */
public enum Quirk {
    // --- OpenVox, inbound ---
    /** {@code process_sms,"2","+86…"} with the application AGI, instead of the shell command with blanks. */
    OPENVOX_COMMA_FORM,
    /** AppData is the text alone, as a dial plan that stores it in the CDR shows it. */
    OPENVOX_BARE_TEXT_FORM,
    /** No VarSet events: only Newexten tells of a message. */
    OPENVOX_NO_VARSET,
    /** The modem is in text mode: time as {@code 13/08/20,15:17:45}, no PDU. */
    OPENVOX_TEXT_MODE,
    /** A line feed in a text splits the AppData line, as the driver does it; else it is told as a blank. */
    OPENVOX_RAW_NEWLINES,
    /** A long message arrives in one run with all of its text and no PDU, instead of one run for each part. A guess. */
    OPENVOX_JOINED_PARTS,
    /** The dial plan lacks the extensions: neither a message that arrives nor the end of an asynchronous send shows. */
    OPENVOX_NO_EXTENSIONS,

    // --- OpenVox, outbound ---
    /** Newer firmware: a flash argument (0 or 1) between timeout and id of the sync commands. */
    OPENVOX_FLASH_ARGUMENT,
    /** Early firmware: {@code gsm send syncsms} in one word. */
    OPENVOX_SYNCSMS_SPELLING,

    // --- Yeastar TG ---
    /** A single message has Index 1, not 0. */
    YEASTAR_SINGLE_INDEX_ONE,
    /** The parts of a message are numbered from 0, not from 1. */
    YEASTAR_PARTS_FROM_ZERO,
    /** {@code GsmPort} with the port's number instead of {@code GsmSpan}. */
    YEASTAR_GSM_PORT,
    /** USSD answers as plain text, not as hex of UCS-2. */
    YEASTAR_PLAIN_USSD,
    /** {@code Received USSD success on span: 2}, as other models spell it. */
    YEASTAR_CORRECTED_USSD_SPELLING,
    /** Messages arrive in the events of early firmware: fewer headers, the text as it is, no end line. */
    YEASTAR_OLD_EVENTS,

    // --- chan_dongle and chan_quectel ---
    /** The network takes a TPDU that is longer than any network takes; else the modem refuses it. */
    DONGLE_ANY_LENGTH,

    // --- the wire, any personality ---
    /** Replies never carry the ActionID. */
    NO_ACTION_ID,
    /** The lines of events end in a bare LF. */
    BARE_LF_EVENTS,
    /** The lines of replies end in a bare LF. */
    BARE_LF_REPLIES,
    /** An event that nobody asked for comes before and after each reply, never inside one. */
    INTERLEAVED_EVENTS,
    /** A line that is too long ends the session without a word, instead of being answered with an error. */
    LONG_LINE_ENDS_SESSION,
    /** Output comes a few bytes at a time, and cut inside every CRLF. */
    SLOW_FRAGMENTS
}
