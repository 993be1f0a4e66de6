package com.steveslist.infra.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Where and with what it was measured. */
final class Machine {

    private Machine() {}

    static Map<String, Object> describe() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("memory", system.getTotalMemorySize() / (1 << 20) + " MiB");
        machine.put("load before", system.getSystemLoadAverage());
        machine.put("OS", system.getName() + " " + system.getVersion() + " " + system.getArch());
        machine.put("JDK", Runtime.version().toString());
        machine.put("heap at most", Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB");
        return machine;
    }

    static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("Steveslist", ofArtifact("com.steveslist", "infra"));
        versions.put("Axon", ofArtifact("org.axonframework", "axon-eventsourcing"));
        return versions;
    }

    /** As Maven wrote it into the jar. */
    static String ofArtifact(String group, String artifact) {
        try (InputStream file = Machine.class.getResourceAsStream("/META-INF/maven/" + group + "/" + artifact + "/pom.properties")) {
            if (file == null) {
                return "not from a jar";
            }
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the version of " + artifact, e);
        }
    }
}
