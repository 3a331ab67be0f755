package io.camelami.simulator.cli;

import java.io.IOException;
import java.util.List;

/** What a command of the command line does. */
@FunctionalInterface
public interface CliCommand {

    /** How a command ended. */
    enum Result {
        SUCCESS,
        /** Wrong arguments: the usage text is printed. */
        SHOW_USAGE,
        /** It printed what is wrong; a line with the command follows. */
        FAILURE
    }

    /**
     * @param words all words of the line, those of the command's name included
     */
    Result run(List<String> words, CommandOutput output) throws IOException, InterruptedException;
}
