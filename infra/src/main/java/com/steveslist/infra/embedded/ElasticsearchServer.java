package com.steveslist.infra.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One Elasticsearch node of the core distribution, with the plugins of the build. */
public final class ElasticsearchServer implements Server {
    private final Installation installation;
    private final Path directory;
    private final int port;
    private final int transportPort;

    public ElasticsearchServer(Installation installation, Path directory, int port, int transportPort) {
        this.installation = installation;
        this.directory = directory;
        this.port = port;
        this.transportPort = transportPort;
    }

    @Override
    public String name() {
        return "elasticsearch";
    }

    @Override
    public String address() {
        return url();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port, transportPort);
    }

    @Override
    public Duration readyWithin() {
        return Duration.ofSeconds(180);
    }

    @Override
    public ServerProcess launch() throws IOException {
        Path programs = programs();
        Path config = config(programs);
        Path temporary = directory.resolve("tmp");
        Trees.deleteTree(temporary);
        Files.createDirectories(temporary);
        List<String> command = Unprivileged.command(List.of(programs.resolve("bin/elasticsearch").toString()), directory, config, temporary,
                directory.resolve("data"), directory.resolve("logs"));
        return ServerProcess.start(name(), command, environment(config, temporary), directory,
                directory.resolveSibling("logs").resolve("elasticsearch.log"), "TERM");
    }

    /** Plugins live in the server's own folder only, so every node gets a folder of its own, made of hard links. */
    private Path programs() throws IOException {
        Path programs = directory.resolve("server");
        Trees.deleteTree(programs);
        Trees.linkTree(installation.elasticsearch(), programs);
        Trees.deleteTree(programs.resolve("plugins"));
        if (Files.isDirectory(installation.elasticsearchPlugins())) {
            Trees.copyTree(installation.elasticsearchPlugins(), programs.resolve("plugins"));
        } else {
            Files.createDirectories(programs.resolve("plugins"));
        }
        return programs;
    }

    private Path config(Path programs) throws IOException {
        Path config = Files.createDirectories(directory.resolve("config"));
        for (String unchanged : List.of("roles.yml", "role_mapping.yml", "users", "users_roles")) {
            Files.write(config.resolve(unchanged), Files.readAllBytes(programs.resolve("config").resolve(unchanged)));
        }
        Files.writeString(config.resolve("elasticsearch.yml"), settings());
        Files.writeString(config.resolve("jvm.options"), JVM_OPTIONS);
        Files.writeString(config.resolve("log4j2.properties"), LOGGING);
        return config;
    }

    private static Map<String, String> environment(Path config, Path temporary) {
        return Map.of("ES_JAVA_HOME", System.getProperty("java.home"), "ES_PATH_CONF", config.toString(), "ES_TMPDIR", temporary.toString(),
                "CLI_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx32m");
    }

    private String settings() {
        return """
                # Written at every start.
                cluster.name: steveslist
                node.name: steveslist-1
                path.data: "%s"
                path.logs: "%s"
                http.host: 127.0.0.1
                http.port: %d
                transport.host: 127.0.0.1
                transport.port: %d
                discovery.type: single-node
                action.auto_create_index: false
                # A developer's disk is often nearly full; the index can be rebuilt from the events.
                cluster.routing.allocation.disk.threshold_enabled: false
                # Counts what requests need, not what the heap holds: a small heap under the serial collector is nearly full of garbage
                # most of the time, and every request would be refused until some happens to trigger a collection.
                indices.breaker.total.use_real_memory: false
                # Listens on this machine only, as every embedded server.
                xpack.security.enabled: false
                """.formatted(directory.resolve("data"), directory.resolve("logs"), port, transportPort);
    }

    private static final String JVM_OPTIONS = """
            -Xms256m
            -Xmx512m
            -XX:+UseSerialGC
            -XX:TieredStopAtLevel=1
            -XX:-AlwaysPreTouch
            -XX:+ExitOnOutOfMemoryError
            -Djava.io.tmpdir=${ES_TMPDIR}
            """
            + String.join("\n", Jvm.hugePages()) + "\n";

    private static final String LOGGING = """
            status = error
            appender.out.type = Console
            appender.out.name = out
            appender.out.layout.type = PatternLayout
            appender.out.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}{UTC} %-5p %c{1.} %m%n
            rootLogger.level = warn
            rootLogger.appenderRef.out.ref = out
            logger.node.name = org.elasticsearch.node.Node
            logger.node.level = info
            """;

    /** {@code GET /} needs a module that the core lacks; the cluster's health says more anyway. */
    @Override
    public boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url() + "/_cluster/health?wait_for_status=yellow&timeout=1s").toURL().openConnection();
            connection.setConnectTimeout(2000);
            connection.setReadTimeout(2000);
            try (InputStream body = connection.getInputStream()) {
                body.readAllBytes();
                return connection.getResponseCode() == 200;
            }
        } catch (IOException e) {
            return false;
        }
    }
}
