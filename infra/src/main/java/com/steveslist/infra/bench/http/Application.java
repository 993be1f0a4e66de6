package com.steveslist.infra.bench.http;

import com.steveslist.infra.bench.HeapWatch;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.embedded.Jvm;
import com.steveslist.infra.embedded.Ports;
import com.steveslist.infra.embedded.Server;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.embedded.ServerProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An application that takes part, as a process of its own, on a JVM with the same settings for all: those of {@code ./steveslist up}. */
final class Application implements Server {

    static final int HEAP_MIB = HeapWatch.LIMIT_MIB;

    private final String name;
    private final String healthPath;
    private final List<String> command;
    private final int port = Ports.free();
    private final Path directory;
    private @Nullable ServerProcess process;

    /** @param properties of Spring Boot, each with its value */
    Application(String name, String classPath, String mainClass, String healthPath, Map<String, String> properties) {
        this.name = name;
        this.healthPath = healthPath;
        this.directory = EmbeddedServers.directory().resolve(name);
        this.command = Jvm.application(HEAP_MIB);
        command.addAll(List.of("-Xlog:gc,gc+init:file=gc.log", "-cp", classPath, mainClass, "--server.port=" + port));
        properties.forEach((property, value) -> command.add("--" + property + "=" + value));
    }

    void start() {
        EmbeddedServers.start(this);
    }

    /** Stops its clock, as it were: connections stay, nothing runs. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** The most of its heap that was in use after a collection so far. Throws when it has ended, such as for want of memory. */
    double heapMiB() {
        if (process == null || !process.alive()) {
            throw new IllegalStateException(name + " does not run any more, see " + log());
        }
        return HeapLog.read(directory.resolve("gc.log")).peakMiB(HEAP_MIB);
    }

    URI uri() {
        return URI.create(address());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public Duration readyWithin() {
        return Duration.ofMinutes(5);
    }

    @Override
    public ServerProcess launch() throws IOException {
        process = ServerProcess.start(name, command, Map.of(), directory, log(), "TERM");
        return process;
    }

    @Override
    public boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(address() + healthPath).toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(2_000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private Path log() {
        return EmbeddedServers.directory().resolve(name + ".log");
    }

    private void signal(String signal) {
        if (process == null) {
            throw new IllegalStateException(name + " does not run");
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
        } catch (IOException e) {
            throw new ServerException("cannot send " + signal + " to " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
