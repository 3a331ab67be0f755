package io.camelami.simulator;

/** Does what a line of the program's input says. */
interface Console {

    /**
     * @throws IllegalArgumentException if the line makes no sense, with what would
     * @throws IllegalStateException if this gateway cannot do that
     */
    void obey(String line);
}
