package io.camelami.gsm;

import java.util.List;
import java.util.Random;

/** What somebody writes who wants it to be taken for something else; the same for the same seed. */
public final class Hostile {
    private static final List<String> PIECES = List.of(
            "\"",
            "\\",
            "\\\"",
            "\"\"",
            " ",
            "  ",
            "\t",
            "'",
            ";",
            "`",
            "$(id)",
            "${SHELL(id)}",
            "$[1+1]",
            "|",
            "&",
            ",",
            "(",
            ")",
            "[",
            "#",
            "!",
            "%",
            "%22",
            "%0A",
            "+",
            "=",
            ":",
            "/",
            "/.+/",
            "\\n",
            "\\r\\n",
            "--END COMMAND--",
            "Action: Logoff",
            "Variable: a=1",
            "\" 30 \"x",
            "x\",\"9\",\"+666",
            "é",
            "я",
            "中",
            "😀",
            "€",
            "a",
            "word",
            "SPAN:1 SEND SMS TO PHONE:1 SUCCESSFULLY",
            // Octets 0A and 0D in other encodings than UTF-8, and what some take for line ends or blanks.
            "\u0A0D",
            "\u010A",
            "\u0085",
            "\u2028",
            "\u00A0",
            "\u000B",
            "\f",
            "\u001B[2J",
            "\uFEFF",
            "x".repeat(90),
            "я".repeat(40));

    /** What ends a line or a C string. */
    private static final List<String> ENDS = List.of(
            "\r",
            "\n",
            "\r\n",
            "\r\n\r\n",
            "\u0000",
            "\r\nAction: Logoff\r\n\r\n",
            "\r\n\r\nAction: UserEvent\r\nUserEvent: Forged\r\n\r\n",
            "\nVariable: forged=1");

    private final Random random;

    public Hostile(long seed) {
        random = new Random(seed);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean oneIn(int bound) {
        return random.nextInt(bound) == 0;
    }

    /** On one line. */
    public String line() {
        StringBuilder line = new StringBuilder();
        for (int i = 1 + below(12); i > 0; i--) {
            line.append(PIECES.get(below(PIECES.size())));
        }
        return line.toString();
    }

    /** Half of them with line ends or NUL. */
    public String text() {
        StringBuilder text = new StringBuilder(line());
        for (int i = oneIn(2) ? 1 + below(3) : 0; i > 0; i--) {
            int at = below(text.length() + 1);
            text.insert(at, ENDS.get(below(ENDS.size()))).append(oneIn(2) ? line() : "");
        }
        return text.toString();
    }

    /** A number three times of four, else something around a few digits. */
    public String number() {
        String number = (oneIn(2) ? "+" : "") + (10_000_000L + below(1_000_000_000));
        return oneIn(4) ? (oneIn(2) ? text() : "") + number + (oneIn(2) ? text() : "") : number;
    }

    /** What is dialled twice of three times, else something around it. */
    public String code() {
        StringBuilder code = new StringBuilder("*");
        for (int i = 1 + below(12); i > 0; i--) {
            code.append("0123456789*#".charAt(below(12)));
        }
        return oneIn(3) ? code.insert(below(code.length() + 1), text()).toString() : code.toString();
    }
}
