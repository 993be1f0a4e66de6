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

/**
 * A server's process and what it started itself. Its output goes to a log file. It has a session of its own, so that Ctrl-C reaches only the one who stops
 * everything in order, and carries {@link Leftovers#MARK}, so that it is found when its parent is gone.
 */
public final class ServerProcess {
    private static final long LOG_KEPT_BYTES = 20L << 20;
    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration CHILDREN_NOTICE = Duration.ofSeconds(2);
    private static final boolean OWN_SESSION =
            Stream.of("/usr/bin", "/bin").anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")));

    private final String name;
    private final Process process;
    private final Path log;
    private final long logStart;
    private final String stopSignal;
    /** What it had started itself when it was last seen; after its death nobody could tell any more. */
    private volatile List<ProcessHandle> children = List.of();

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
    public static ServerProcess start(String name, List<String> command, Map<String, String> environment, Path directory, Path log,
            String stopSignal) throws IOException {
        Files.createDirectories(directory);
        Files.createDirectories(log.toAbsolutePath().getParent());
        if (Files.exists(log) && Files.size(log) > LOG_KEPT_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        ProcessBuilder builder = new ProcessBuilder(OWN_SESSION ? Stream.concat(Stream.of("setsid"), command.stream()).toList() : command)
                .directory(directory.toFile())
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
    int exitCode() {
        return process.exitValue();
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
                    throw new ServerException(name + " " + ending() + " while starting: " + lastWords());
                }
                if (System.nanoTime() > deadline) {
                    kill();
                    throw new ServerException(name + " was not ready within " + server.readyWithin().toSeconds() + " s, see " + log);
                }
            }
            children = process.descendants().toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
            throw new ServerException(name + " was interrupted while starting", e);
        }
    }

    /** Asks it to finish and waits; what still runs after {@code patience} is killed. Nothing that it started is left. */
    public void stop(Duration patience) {
        children = process.descendants().toList();
        signal();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        endChildren();
    }

    /** Ends it and all that it started, at once, without a goodbye. */
    public void kill() {
        children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** After its death: gives what it had started a moment to notice, then ends it. */
    public void endChildren() {
        for (ProcessHandle child : children) {
            if (!Leftovers.await(child, CHILDREN_NOTICE)) {
                child.destroyForcibly();
                Leftovers.await(child, Duration.ofSeconds(5));
            }
        }
    }

    /** How it ended, in words: {@code ended with code 1}, {@code was killed (signal 9)}. */
    public String ending() {
        int code = process.exitValue();
        return code > 128 ? "was killed (signal " + (code - 128) + ")" : "ended with code " + code;
    }

    /** Why it ended, from its log. */
    public String lastWords() {
        return LogTail.lastProblem(log, logStart);
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
