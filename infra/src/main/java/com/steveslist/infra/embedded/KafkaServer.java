package com.steveslist.infra.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One Kafka broker that is its own controller (KRaft), in a JVM of its own. */
public final class KafkaServer implements Server {
    private static final int TIMEOUT_MILLIS = 2000;

    private final Installation installation;
    private final Path directory;
    private final int port;
    private final int controllerPort;

    public KafkaServer(Installation installation, Path directory, int port, int controllerPort) {
        this.installation = installation;
        this.directory = directory;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String address() {
        return bootstrapServers();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port, controllerPort);
    }

    @Override
    public Duration readyWithin() {
        return Duration.ofSeconds(180);
    }

    @Override
    public ServerProcess launch() throws IOException {
        Path libraries = installation.kafka();
        Files.createDirectories(directory);
        Path properties = Files.writeString(directory.resolve("server.properties"), properties());
        Path logging = Files.writeString(directory.resolve("logback.xml"), LOGGING);
        Path log = directory.resolveSibling("logs").resolve("kafka.log");
        if (!Files.exists(directory.resolve("data/meta.properties"))) {
            format(java(libraries, logging), properties, log);
        }
        List<String> command = java(libraries, logging);
        command.addAll(List.of("kafka.Kafka", properties.toString()));
        return ServerProcess.start(name(), command, Map.of(), directory, log, "TERM");
    }

    private void format(List<String> command, Path properties, Path log) throws IOException {
        Trees.deleteTree(directory.resolve("data"));
        command.addAll(List.of("kafka.tools.StorageTool", "format", "-t", org.apache.kafka.common.Uuid.randomUuid().toString(), "-c",
                properties.toString(), "--standalone"));
        ServerProcess format = ServerProcess.start("kafka format", command, Map.of(), directory, log, "TERM");
        if (format.onExit().join().exitCode() != 0) {
            throw new ServerException("kafka cannot make its data folder: " + LogTail.lastProblem(log, 0));
        }
    }

    /** The broker moves bytes: a small heap and the quick compiler serve it well, and it starts in half the time. */
    private List<String> java(Path libraries, Path logging) {
        List<String> command = Jvm.quickServer(256);
        command.addAll(List.of(
                "-Xms64m", "-XX:+ExitOnOutOfMemoryError", "-Dlogback.configurationFile=" + logging, "-cp", libraries + "/*"));
        return command;
    }

    private String properties() {
        return """
                # Written at every start.
                process.roles=broker,controller
                node.id=1
                controller.quorum.bootstrap.servers=127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                # There is one broker.
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                # After a crash the broker may come back when its old session has run out.
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                group.initial.rebalance.delay.ms=0
                # Topics are made on purpose, with the partitions that they keep for good; events are kept for ever.
                auto.create.topics.enable=false
                log.retention.hours=-1
                num.network.threads=2
                num.io.threads=4
                log.cleaner.dedupe.buffer.size=16777216
                """.formatted(port, controllerPort, directory.resolve("data").toString().replace("\\", "\\\\"));
    }

    private static final String LOGGING = """
            <configuration>
              <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{"yyyy-MM-dd'T'HH:mm:ss.SSSXXX",UTC} %-5level %logger{20} %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="OUT"/></root>
              <logger name="kafka.server.KafkaRaftServer" level="INFO"/>
            </configuration>
            """;

    /** Sends the protocol's ApiVersions request (key 18, version 0), which a broker answers once it serves clients. */
    @Override
    public boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            int correlation = UUID.randomUUID().hashCode();
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(2 + 2 + 4 + 2);
            out.writeShort(18);
            out.writeShort(0);
            out.writeInt(correlation);
            out.writeShort(-1);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return in.readInt() > 0 && in.readInt() == correlation && in.readShort() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
