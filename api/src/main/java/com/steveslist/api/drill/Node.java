package com.steveslist.api.drill;

import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.client.UnexpectedAnswerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A node of the application, as a process of its own: it can be killed, frozen, and started again. */
final class Node implements Victim, AutoCloseable {
    private static final Duration UP_WITHIN = Duration.ofMinutes(4);

    private final String name;
    private final int port;
    private final Map<String, String> environment;
    private final Path log;
    private @Nullable Process process;

    /** @param environment what it needs to know, but its port */
    Node(String name, int port, Map<String, String> environment, Path log) {
        this.name = name;
        this.port = port;
        this.environment = new TreeMap<>(environment);
        this.environment.put("SERVER_PORT", Integer.toString(port));
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    @Override
    public String name() {
        return name;
    }

    URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** Does not wait until it answers. */
    synchronized Node start() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx320m", "-XX:+UseSerialGC",
                "-XX:+UseTransparentHugePages", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"),
                "com.steveslist.api.SteveslistApplication");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("STEVESLIST_"));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        SteveslistClient client = SteveslistClient.of(address(), Duration.ZERO);
        Instant giveUpAt = Instant.now().plus(UP_WITHIN);
        while (!isReady(client)) {
            Process running = process;
            if (running == null || !running.isAlive() || Instant.now().isAfter(giveUpAt)) {
                throw new IllegalStateException(name + " does not start, see " + log);
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static boolean isReady(SteveslistClient client) {
        try {
            return client.get("/health/ready").isSuccess();
        } catch (UnexpectedAnswerException e) {
            return false;
        }
    }

    /** It keeps every connection, lock and lease, and does nothing at all. */
    void freeze() {
        signal("STOP");
    }

    /** Goes on in the middle of whatever it did. */
    void thaw() {
        signal("CONT");
    }

    private synchronized void signal(String signal) {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(running.pid())).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** And starts it again, as a supervisor would. */
    @Override
    public void kill() {
        close();
        start();
    }

    @Override
    public synchronized void close() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
            process = null;
        }
    }
}
