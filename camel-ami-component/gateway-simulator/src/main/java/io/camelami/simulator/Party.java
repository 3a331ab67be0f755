package io.camelami.simulator;

/** Who is at one end of a line, as wire text; empty where it is not known. */
record Party(String number, String name) {
    static final Party NOBODY = new Party("", "");
}
