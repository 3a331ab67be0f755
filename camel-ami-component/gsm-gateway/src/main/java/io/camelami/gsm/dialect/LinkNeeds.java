package io.camelami.gsm.dialect;

/**
 * What a dialect needs of the link.
 *
 * @param events the event mask, as the AMI header {@code Events} takes it
 * @param commandSessions how many sessions it needs beside the one for events, for commands that block theirs; 0 if no
 *     command does
 */
public record LinkNeeds(String events, int commandSessions) {}
