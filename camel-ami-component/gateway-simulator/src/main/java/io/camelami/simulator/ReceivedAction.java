package io.camelami.simulator;

import java.util.List;
import java.util.Map;

/**
 * An action a client sent.
 *
 * @param name the value of its Action header, or an empty string
 * @param headers all headers in order, names as they were spelt
 */
public record ReceivedAction(String name, List<Map.Entry<String, String>> headers) {

    /** The value of the first header of that name in any case, or null. */
    public String header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Without the headers, which may hold a password. */
    @Override
    public String toString() {
        return "ReceivedAction[" + name + "]";
    }
}
