package io.camelami.ami;

/**
 * The beginnings of the ActionIDs that the sessions of one link give out. No two sessions share one, of this process or
 * another: node, epoch, and the number of the session in it. Short, because some servers cut ActionIDs at 137 bytes.
 */
final class ActionIds {

    private final String node;
    private int attempts;

    ActionIds(AmiLinkConfig config, AmiRuntime runtime) {
        this.node = config.nodeId() != null ? config.nodeId() : draw(runtime);
    }

    /** For an attempt to begin this epoch; attempts that fail have had its number too, so they are counted. */
    String eventSession(long epoch) {
        return commandSessions(epoch) + ++attempts + "-";
    }

    /** For the command sessions of this epoch, which add a letter and their number. */
    String commandSessions(long epoch) {
        return node + "-" + Long.toString(epoch, Character.MAX_RADIX) + "-";
    }

    private static String draw(AmiRuntime runtime) {
        // Six letters or digits: two processes on one gateway draw the same once in two billion.
        long range = 36L * 36 * 36 * 36 * 36 * 36;
        return Long.toString(range + runtime.random().nextLong(range), Character.MAX_RADIX)
                .substring(1);
    }
}
