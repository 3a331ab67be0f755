package io.camelami.simulator.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a command line into words as Asterisk 1.4 to 22 do: blanks and tabs separate, double quotes keep them together,
 * a backslash takes the next character as it is, and nothing else is special.
 */
public final class CliTokenizer {
    /** Words beyond this number are dropped. */
    static final int WORD_LIMIT = 63;

    private CliTokenizer() {}

    public static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                // Quotes open a word even when nothing is between them: "" is an empty argument.
                quoted = !quoted;
                inWord = true;
            } else if ((c == ' ' || c == '\t') && !quoted) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                inWord = true;
                if (c != '\\') {
                    word.append(c);
                } else if (i + 1 < line.length()) {
                    word.append(line.charAt(++i));
                }
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words.size() > WORD_LIMIT ? List.copyOf(words.subList(0, WORD_LIMIT)) : List.copyOf(words);
    }
}
