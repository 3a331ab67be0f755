package io.camelami.simulator;

/**
 * What the driver says to a request.
 *
 * @param message its text; for an error without a device in it there is no device's name before it
 * @param id what the first driver puts behind it, or null where it puts nothing
 */
record DongleReply(boolean success, String message, String id) {

    static DongleReply refused(String message) {
        return new DongleReply(false, message, null);
    }

    /** The text as an action shows it: in a buffer of 256 bytes, the ID as a header smuggled in by a line end. */
    String inAction() {
        String all = id == null ? message : message + "\r\nID: " + id;
        return all.length() > 255 ? all.substring(0, 255) : all;
    }

    /** The text as a command shows it. */
    String inCommand() {
        return id != null && success ? message + " with id " + id : message;
    }
}
