package io.camelami.benchmarks.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/** Reads what this JVM uses. Each reading costs two full garbage collections. */
final class Probe {

    private static final Path STATUS = Path.of("/proc/self/status");

    private double objects;
    private double pending;

    Sample read(double seconds, double events, double gaps, double epoch) throws JMException, IOException {
        System.gc();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        countObjects();
        return new Sample(
                seconds,
                heap,
                directBytes(),
                residentBytes(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                descriptors(),
                objects,
                pending,
                events,
                gaps,
                epoch);
    }

    /** By the JVM's own class histogram, as the component has no reason to tell what it keeps. */
    private void countObjects() throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        objects = 0;
        pending = 0;
        histogram
                .lines()
                .map(String::strip)
                .filter(line -> line.contains("io.camelami."))
                .forEach(line -> {
                    // As "12:  34  816  io.camelami.ami.Pending (io.camelami...)".
                    String[] column = line.split("\\s+");
                    if (!column[3].startsWith("io.camelami.benchmarks.")) {
                        objects += Double.parseDouble(column[1]);
                    }
                    if (column[3].equals("io.camelami.ami.Pending")) {
                        pending = Double.parseDouble(column[1]);
                    }
                });
    }

    private static double directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToDouble(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static double residentBytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private static double descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }
}
