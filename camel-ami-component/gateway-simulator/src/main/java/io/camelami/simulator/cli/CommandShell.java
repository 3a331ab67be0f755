package io.camelami.simulator.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds and runs commands; the longest name that fits wins, in any case. */
public final class CommandShell {
    private static final int CANDIDATE_LIMIT = 79;

    private record Entry(List<String> name, String usage, CliCommand command) {
        boolean fits(List<String> words) {
            return words.size() >= name.size() && sharesWords(words, name.size());
        }

        boolean startsWith(List<String> words) {
            return words.size() <= name.size() && sharesWords(words, words.size());
        }

        private boolean sharesWords(List<String> words, int count) {
            for (int i = 0; i < count; i++) {
                if (!name.get(i).equalsIgnoreCase(words.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    /**
     * @param usage what is printed for wrong arguments, with its line ends
     */
    public CommandShell add(String name, String usage, CliCommand command) {
        entries.add(new Entry(List.of(name.split(" ")), usage, command));
        return this;
    }

    /**
     * Runs a command line and prints what Asterisk would.
     *
     * @return whether there is such a command and it worked
     */
    public boolean run(String line, CommandOutput output) throws IOException, InterruptedException {
        List<String> words = CliTokenizer.split(line);
        Optional<Entry> entry = find(words);
        if (entry.isEmpty()) {
            output.print("No such command '" + line + "' (type 'core show help " + candidate(words)
                    + "' for other possible commands)\n");
            return false;
        }
        switch (entry.get().command().run(words, output)) {
            case SHOW_USAGE -> output.print(entry.get().usage());
            case FAILURE -> output.print("Command '" + line + "' failed.\n");
            case SUCCESS -> {
                return true;
            }
        }
        return false;
    }

    /** The usage text of a command, or empty when there is none of exactly that name. */
    public Optional<String> help(String name) {
        List<String> words = CliTokenizer.split(name);
        return entries.stream()
                .filter(entry -> entry.name().size() == words.size() && entry.fits(words))
                .map(Entry::usage)
                .findFirst();
    }

    private Optional<Entry> find(List<String> words) {
        return entries.stream()
                .filter(entry -> entry.fits(words))
                .max((a, b) -> Integer.compare(a.name().size(), b.name().size()));
    }

    /** The words up to the one after the first that leads nowhere, cut to the length of Asterisk's buffer. */
    private String candidate(List<String> words) {
        int known = 0;
        while (known < words.size() && leadsSomewhere(words.subList(0, known + 1))) {
            known++;
        }
        String joined = String.join(" ", words.subList(0, Math.min(known + 2, words.size())));
        return joined.length() > CANDIDATE_LIMIT ? joined.substring(0, CANDIDATE_LIMIT) : joined;
    }

    private boolean leadsSomewhere(List<String> words) {
        return entries.stream().anyMatch(entry -> entry.startsWith(words));
    }
}
