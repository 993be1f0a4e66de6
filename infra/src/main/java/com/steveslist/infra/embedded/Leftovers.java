package com.steveslist.infra.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Servers whose parent was killed. Every server inherits an environment variable that names its owner (process id and start time), and runs in its data folder;
 * so what is left over can be told from everything else on the machine without a file that might be stale.
 */
public final class Leftovers {
    /** Environment variable {@code <owner's pid>:<owner's start>}. */
    static final String MARK = "STEVESLIST_SERVER_OF";

    private Leftovers() {}

    static String owner() {
        return ProcessHandle.current().pid() + ":" + started(ProcessHandle.current());
    }

    /** Ends every server below {@code directory} whose owner is no longer there, and waits until it is gone. Answers how many there were. */
    public static int end(Path directory) {
        List<ProcessHandle> left = find(directory, owner -> !isAlive(owner));
        left.forEach(ProcessHandle::destroyForcibly);
        left.forEach(process -> await(process, Duration.ofSeconds(10)));
        return left.size();
    }

    /**
     * A killed postmaster's children still hold its shared memory and end by themselves: waits for them, and kills what has not gone after {@code patience}.
     *
     * @param dataDirectory PostgreSQL's data folder, which its processes have as their working folder
     */
    static void awaitOrphans(Path dataDirectory, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<ProcessHandle> orphans = ProcessHandle.allProcesses().filter(p -> worksIn(p, dataDirectory) && runs(p, "postgres")).toList();
        for (ProcessHandle orphan : orphans) {
            Duration rest = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            if (!await(orphan, rest)) {
                orphan.destroyForcibly();
                await(orphan, Duration.ofSeconds(5));
            }
        }
    }

    /** False when it still runs after {@code patience}. */
    static boolean await(ProcessHandle process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isRunning(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                process.onExit().get(20, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Looks again: it may be dead already, only not buried.
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /**
     * A zombie counts as dead: in some containers nobody buries orphans. But not before its last thread has ended, since until then its
     * sockets are open: the kernel shows a killed process as a zombie as soon as its first thread is gone.
     */
    public static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(proc(process, "stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z' || threads(process) > 1;
        } catch (IOException e) {
            return process.isAlive();
        }
    }

    private static long threads(ProcessHandle process) throws IOException {
        try (Stream<Path> threads = Files.list(proc(process, "task"))) {
            return threads.count();
        }
    }

    private static List<ProcessHandle> find(Path directory, Predicate<String> owner) {
        return ProcessHandle.allProcesses()
                .filter(p -> worksIn(p, directory) && mark(p).map(owner::test).orElseGet(() -> runs(p, "postgres") && parentIsNotOurs(p)))
                .toList();
    }

    /** PostgreSQL's children write their title over their environment, so the mark is that of the postmaster. */
    private static boolean parentIsNotOurs(ProcessHandle postgres) {
        return postgres.parent().map(parent -> parent.pid() == 1 || mark(parent).filter(Leftovers::isAlive).isEmpty()).orElse(true);
    }

    private static boolean worksIn(ProcessHandle process, Path directory) {
        try {
            return Files.readSymbolicLink(proc(process, "cwd")).startsWith(directory);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean runs(ProcessHandle process, String program) {
        try {
            return Files.readSymbolicLink(proc(process, "exe")).getFileName().toString().startsWith(program);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> mark(ProcessHandle process) {
        try {
            String environment = new String(Files.readAllBytes(proc(process, "environ")), StandardCharsets.ISO_8859_1);
            return environment.lines().flatMap(line -> List.of(line.split("\0")).stream())
                    .filter(variable -> variable.startsWith(MARK + "="))
                    .map(variable -> variable.substring(MARK.length() + 1))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isAlive(String owner) {
        String[] parts = owner.split(":", 2);
        return parts.length == 2
                && ProcessHandle.of(Long.parseLong(parts[0])).filter(p -> isRunning(p) && started(p).equals(parts[1])).isPresent();
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(start -> Long.toString(start.toEpochMilli())).orElse("");
    }

    private static Path proc(ProcessHandle process, String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }
}
