package io.camelami.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What an Asterisk keeps: its database and its global variables. All of it is wire text. */
final class PbxStore {
    private final Map<String, String> database = new ConcurrentHashMap<>();
    private final Map<String, String> globals = new ConcurrentHashMap<>();

    void put(String family, String key, String value) {
        database.put(family + "/" + key, value);
    }

    Optional<String> get(String family, String key) {
        return Optional.ofNullable(database.get(family + "/" + key));
    }

    void setGlobal(String name, String value) {
        globals.put(name, value);
    }

    /** The value of a global variable; one that was never set is empty. */
    String global(String name) {
        return globals.getOrDefault(name, "");
    }
}
