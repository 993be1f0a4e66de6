package com.steveslist.infra.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server's process and what it started itself. Its output goes to a log file; it carries {@link Leftovers#MARK} so that it is found when its parent is gone. */
public final class ServerProcess {
    private static final long LOG_KEPT_BYTES = 20L << 20;
    private static final Duration POLL = Duration.ofMillis(25);

    private final String name;
    private final Process process;
    private final Path log;
    private final long logStart;
    private final String stopSignal;

    private ServerProcess(String name, Process process, Path log, long logStart, String stopSignal) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
        this.stopSignal = stopSignal;
    }

    /**
     * Starts {@code command} in {@code directory} with nothing of our environment but what a server needs.
     *
     * @param stopSignal the signal that means "finish now, but in order" to this server, such as {@code TERM}
     */
    static ServerProcess start(String name, List<String> command, Map<String, String> environment, Path directory, Path log, String stopSignal) throws IOException {
        Files.createDirectories(directory);
        Files.createDirectories(log.toAbsolutePath().getParent());
        if (Files.exists(log) && Files.size(log) > LOG_KEPT_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> its = builder.environment();
        String path = its.getOrDefault("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        its.clear();
        its.putAll(Map.of("PATH", path, "LC_ALL", "C.UTF-8", "TZ", "UTC", "HOME", directory.toString(), Leftovers.MARK, Leftovers.owner()));
        its.putAll(environment);
        return new ServerProcess(name, builder.start(), log, logStart, stopSignal);
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Completes with this process when it ends. */
    public CompletableFuture<ServerProcess> onExit() {
        return process.onExit().thenApply(_ -> this);
    }

    /** The exit code of a process that ended. */
    public int exitCode() {
        return process.exitValue();
    }

    public Path log() {
        return log;
    }

    /**
     * Waits until the server answers.
     *
     * @throws ServerException when it ends before that, or takes longer than {@link Server#readyWithin()}; the process is then ended
     */
    public void awaitReady(Server server) {
        long deadline = System.nanoTime() + server.readyWithin().toNanos();
        try {
            while (!server.answers()) {
                if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new ServerException(name + " ended with code " + process.exitValue() + " while starting: " + LogTail.lastProblem(log, logStart));
                }
                if (System.nanoTime() > deadline) {
                    kill();
                    throw new ServerException(name + " was not ready within " + server.readyWithin().toSeconds() + " s, see " + log);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
            throw new ServerException(name + " was interrupted while starting", e);
        }
    }

    /** Asks it to finish and waits; what still runs after {@code patience} is killed. Nothing that it started is left. */
    public void stop(Duration patience) {
        List<ProcessHandle> family = family();
        signal();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
            for (ProcessHandle member : family) {
                Leftovers.await(member, Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    /** Ends it and all that it started, at once, without a goodbye. */
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> family() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    }

    private void signal() {
        if ("TERM".equals(stopSignal)) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + stopSignal + " " + process.pid()).start().waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
