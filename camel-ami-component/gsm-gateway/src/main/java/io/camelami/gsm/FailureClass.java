package io.camelami.gsm;

/** Why a request failed, in the terms of what to do next. */
public enum FailureClass {
    /** Nothing was sent and the obstacle is momentary (a busy span): the same request may be repeated at once. */
    RETRY_NOW,
    /** Nothing was sent and the obstacle may take a while (no link, no registration): repeat later. */
    RETRY_LATER,
    /** The span itself is at fault (no SIM, powered off, locked): another span may do. */
    SPAN_BROKEN,
    /** The recipient or the message is at fault: repeating gives the same answer. */
    RECIPIENT,
    /** The gateway or its account is set up in a way that cannot work: a person has to change something. */
    CONFIGURATION
}
