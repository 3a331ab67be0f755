package io.camelami.gsm.dialect.yeastar;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The URL encoding in which a Yeastar TG takes and tells texts (gateways.md §3.3, §3.5). */
final class UrlText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private UrlText() {}

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * The text of one part, without the byte order mark that each part begins with. Total: a percent sign that begins no
     * octet stands for itself. Older firmware tells plain text: what contains a blank or leaves ASCII was not encoded.
     */
    static String decode(String content) {
        if (!content.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            return content;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(content.length());
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            int octet = c == '%' ? octetAt(content, i + 1) : -1;
            if (octet >= 0) {
                octets.write(octet);
                i += 2;
            } else {
                octets.write(c == '+' ? ' ' : c);
            }
        }
        String text = octets.toString(StandardCharsets.UTF_8);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static int octetAt(String content, int at) {
        if (at + 2 > content.length()) {
            return -1;
        }
        int high = hex(content.charAt(at));
        int low = hex(content.charAt(at + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
