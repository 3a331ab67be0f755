package io.camelami.component;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.component.file.cluster.FileLockClusterService;

/** A node in a process of its own: sends each line that it reads, and prints what became of it. */
final class PausedOwnerNode {

    static final long LOCK_INTERVAL_MILLIS = 500;

    private PausedOwnerNode() {}

    /** @param arguments the endpoint, and the folder of the locks or nothing for a node that always takes itself for the leader */
    public static void main(String[] arguments) throws Exception {
        CamelClusterService service = arguments.length > 1 ? fileLock(arguments[1]) : leaderForEver();
        ClusterNode node =
                new ClusterNode(service).routes(arguments[0], arguments[0]).start();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Exchange sent = node.send("110", line);
            System.out.println(line + ": "
                    + (sent.getException() == null
                            ? "sent"
                            : sent.getException().getClass().getSimpleName() + " "
                                    + sent.getException().getMessage()));
        }
        node.close();
    }

    private static CamelClusterService fileLock(String folder) {
        FileLockClusterService service = new FileLockClusterService();
        service.setId("node-" + ProcessHandle.current().pid());
        service.setRoot(folder);
        service.setAcquireLockDelay(100, TimeUnit.MILLISECONDS);
        service.setAcquireLockInterval(LOCK_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        return service;
    }

    /** As a service that has not noticed yet. */
    private static CamelClusterService leaderForEver() {
        ToldLeadership service = new ToldLeadership("for-ever");
        service.becomes("gw1", true);
        return service;
    }
}
