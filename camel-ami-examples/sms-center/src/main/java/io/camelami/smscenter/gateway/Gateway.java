package io.camelami.smscenter.gateway;

import io.camelami.smscenter.InvalidInputException;

/**
 * The gateway this SMS centre works with.
 *
 * @param name its name in the database and in the log
 * @param address host and port of its AMI
 * @param dialect how it is spoken to
 * @param spans how many it has
 * @param simulated whether it runs inside this program
 */
public record Gateway(String name, String address, String dialect, int spans, boolean simulated) {

    /** The endpoint of the component; {@code gateway} is the bean that holds address and user. */
    public static final String ENDPOINT = "ami-gsm:gateway";

    /** @throws InvalidInputException naming the field {@code span}, if the gateway has no such span */
    public void requireSpan(int span) {
        if (span > spans) {
            throw new InvalidInputException("span", "must be 1 to " + spans + ": the gateway has no span " + span);
        }
    }

    /** What people are told. */
    public String description() {
        return (simulated ? "simulated " : "") + dialect + " gateway at " + address + " with " + spans
                + (spans == 1 ? " span" : " spans");
    }
}
