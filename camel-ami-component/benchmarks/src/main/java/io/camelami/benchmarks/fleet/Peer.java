package io.camelami.benchmarks.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.util.Arrays;
import java.util.List;

/** The JVM of {@link FleetPeer}, as the one that is measured sees it. */
final class Peer implements AutoCloseable {

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private final List<Integer> ports;

    /** @param java the command, which is the same whatever the measured side runs on */
    Peer(String java, int gateways) throws IOException {
        process = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FleetPeer.class.getName(),
                        Integer.toString(gateways))
                .redirectError(Redirect.INHERIT)
                .start();
        commands = process.outputWriter();
        answers = process.inputReader();
        ports = Arrays.stream(answers.readLine().split(" "))
                .skip(1)
                .map(Integer::valueOf)
                .toList();
    }

    /** Where each gateway listens, in their order. */
    List<Integer> ports() {
        return ports;
    }

    /**
     * Has it do something.
     *
     * @return the numbers of its answer
     */
    long[] ask(Object... words) throws IOException {
        for (Object word : words) {
            commands.append(word.toString()).append(' ');
        }
        commands.append('\n').flush();
        String answer = answers.readLine();
        if (answer == null || !answer.startsWith("ok")) {
            throw new IOException("The peer answered " + answer + " to " + Arrays.toString(words));
        }
        return Arrays.stream(answer.split(" "))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
