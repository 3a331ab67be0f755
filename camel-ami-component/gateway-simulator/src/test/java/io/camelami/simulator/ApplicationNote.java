package io.camelami.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The C programs in the text of OpenVox's application note "VoxStack GSM Gateway API". The note is not ours to pass on,
 * so it is not in this repository: the environment variable {@code OPENVOX_APP_NOTE} names a file with its text.
 */
final class ApplicationNote {
    static final String VARIABLE = "OPENVOX_APP_NOTE";

    private final String text;

    private ApplicationNote(String text) {
        this.text = text;
    }

    /** @return null if the environment names none */
    static ApplicationNote fromEnvironment() throws IOException {
        String file = System.getenv(VARIABLE);
        return file == null ? null : new ApplicationNote(Files.readString(Path.of(file)));
    }

    /** The program that logs in: the first one, complete as it stands. */
    String loginProgram() {
        return program(between("#include<stdio.h>", "第三部分"));
    }

    /** The other two are printed without the part that they share with the first one. */
    String sendProgram() {
        return program(shared() + between("void sendsms_fun", "Now use the program receive SMS"));
    }

    String readProgram() {
        return program(shared() + text.substring(text.indexOf("void readsms_fun")));
    }

    private String shared() {
        return between("#include<stdio.h>", "int main(void)");
    }

    private String between(String from, String to) {
        int start = text.indexOf(from);
        return text.substring(start, text.indexOf(to, start));
    }

    /** As printed, but for what the page did to it: empty lines, and two statements that it wraps. */
    private static String program(String printed) {
        return printed.substring(0, printed.lastIndexOf('}') + 1)
                .replaceAll("secre\\s+t\\)", "secret)")
                .replaceAll("GSM send\\s+sms %s", "GSM send sms %s")
                .replaceAll("(?m)^\\s*\\R", "")
                .concat("\n");
    }
}
