package io.camelami.gsm.dialect.openvox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments that an OpenVox dialplan hands to {@code process_sms}, as the AppData of a Newexten event shows them.
 *
 * <p>Seen or derived (gateways.md §2.4): {@code /path/process_sms "2" "+86…" "2013/08/20 15:17:45" "text"} in a System
 * step, and the same with commas. The text comes last and is what a stranger wrote: it reaches to the last quote,
 * whatever is in it.
 */
record ProcessSms(int span, String sender, String time, String text) {
    private static final String FIELD_END = "[\\s,|]+";
    private static final Pattern QUOTED = Pattern.compile(
            "process_sms[\\s,|(]*\"(\\d{1,4})\"" + FIELD_END + "\"([^\"]*)\"" + FIELD_END + "\"([^\"]*)\"" + FIELD_END
                    + "\"(.*)",
            Pattern.DOTALL);
    private static final Pattern BARE =
            Pattern.compile("process_sms[\\s,|(]+(\\d{1,4}),([^,]*),(\\d[^,]*(?:,\\d\\d:[^,]*)?),(.*)", Pattern.DOTALL);
    /** What the driver makes of quote, backtick and backslash, two of three levels of which AppData still shows. */
    private static final Pattern ESCAPED = Pattern.compile("\\\\\\\\\\\\([\"`])|\\\\\\\\(\\\\\\\\)");

    /** @return null if {@code appData} is not a call of process_sms */
    static ProcessSms parse(String appData, boolean escaped) {
        Matcher quoted = QUOTED.matcher(appData);
        if (quoted.find()) {
            String tail = quoted.group(4);
            // Without a last quote the line was cut by a line end within the text: what there is, is the text.
            int end = tail.lastIndexOf('"');
            String text = end < 0 ? tail : tail.substring(0, end);
            return of(quoted, escaped ? unescape(text) : text);
        }
        Matcher bare = BARE.matcher(appData);
        return bare.find() ? of(bare, escaped ? unescape(bare.group(4)) : bare.group(4)) : null;
    }

    private static ProcessSms of(Matcher fields, String text) {
        return new ProcessSms(Integer.parseInt(fields.group(1)), fields.group(2), fields.group(3), text);
    }

    /** Undoes what the driver does to a text before it sets SMSTXT (gateways.md §2.4). */
    static String unescape(String text) {
        Matcher escape = ESCAPED.matcher(text);
        StringBuilder plain = new StringBuilder(text.length());
        while (escape.find()) {
            escape.appendReplacement(plain, Matcher.quoteReplacement(escape.group(1) != null ? escape.group(1) : "\\"));
        }
        return escape.appendTail(plain).toString();
    }

    /** Without number and text: they are private. */
    @Override
    public String toString() {
        return "ProcessSms[span=" + span + "]";
    }
}
