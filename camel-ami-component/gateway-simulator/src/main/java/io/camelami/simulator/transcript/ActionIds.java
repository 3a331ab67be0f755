package io.camelami.simulator.transcript;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the ActionIDs of the client that is there in the place of those that were recorded. */
final class ActionIds {
    private static final Pattern ID = Pattern.compile("(?<=\n)ActionID: ([^\r\n]*)\r?\n");
    /** The first line of a reply, with the line that stands before the ID in the older format of commands. */
    private static final Pattern REPLY = Pattern.compile("(?:\\A(?:Asterisk Call Manager/[^\n]*\n)?|(?<=\n\r?\n))"
            + "(Response: [^\r\n]*\r?\n(?:Privilege: [^\r\n]*\r?\n)?)");

    private record Edit(int start, int end, String replacement) {}

    /** Recorded to real; an empty one where the client gave none. */
    private final Map<String, String> real = new HashMap<>();
    /** For each action that is not answered yet, the ID its reply has to be given, or an empty string. */
    private final Deque<String> unanswered = new ArrayDeque<>();

    void action(String recorded, String given) {
        if (!recorded.isEmpty()) {
            real.put(recorded, given);
        }
        unanswered.add(recorded.isEmpty() ? given : "");
    }

    /** The segments with the IDs exchanged; they are cut where they were. */
    List<String> exchange(List<String> segments) {
        String text = String.join("", segments);
        List<Edit> edits = edits(text);
        StringBuilder exchanged = new StringBuilder();
        List<String> result = new ArrayList<>();
        int from = 0;
        int cut = 0;
        int next = 0;
        for (int i = 0; i < segments.size(); i++) {
            cut += segments.get(i).length();
            int begin = exchanged.length();
            boolean last = i == segments.size() - 1;
            while (next < edits.size() && (edits.get(next).start() < cut || last)) {
                Edit edit = edits.get(next++);
                exchanged.append(text, from, edit.start()).append(edit.replacement());
                from = edit.end();
            }
            if (from < cut) {
                exchanged.append(text, from, cut);
                from = cut;
            }
            if (exchanged.length() > begin) {
                result.add(exchanged.substring(begin));
            }
        }
        return result;
    }

    private List<Edit> edits(String text) {
        List<Edit> edits = new ArrayList<>();
        Matcher id = ID.matcher(text);
        while (id.find()) {
            String given = real.get(id.group(1));
            if (given != null) {
                edits.add(new Edit(id.start(), id.end(), given.isEmpty() ? "" : line(given)));
            }
        }
        Matcher reply = REPLY.matcher(text);
        while (reply.find()) {
            String missing = unanswered.isEmpty() ? "" : unanswered.remove();
            if (!missing.isEmpty()) {
                edits.add(new Edit(reply.end(1), reply.end(1), line(missing)));
            }
        }
        edits.sort((a, b) -> Integer.compare(a.start(), b.start()));
        return edits;
    }

    private static String line(String id) {
        return "ActionID: " + id + "\r\n";
    }
}
