package com.steveslist.infra.embedded.stack;

import com.steveslist.infra.embedded.Leftovers;
import com.steveslist.infra.embedded.Server;
import com.steveslist.infra.embedded.ServerException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts a stack, keeps it running in the foreground, takes orders of the other commands, and ends all of it in order. */
public final class Supervisor implements Part.Report {
    private final StackDirectory directory;
    private final PrintStream out;
    private final Map<String, String> facts;
    private final Parts parts;
    private final Instant startedAt = StackState.startOfThisProcess();
    private final FileLock lock;
    private final Object stateFile = new Object();
    /** What was said last about the state file, so that it is not said again and again. */
    private String complaint = "";
    private volatile @Nullable ControlServer control;
    private volatile boolean ending;
    private boolean ended;

    private Supervisor(StackDirectory directory, StackSettings settings, Map<String, String> environment, FileLock lock, PrintStream out) {
        this.directory = directory;
        this.out = out;
        this.lock = lock;
        Secrets secrets = Secrets.of(directory);
        facts = Facts.of(settings, directory, secrets, environment);
        parts = new Parts(settings, directory, secrets, facts,
                () -> Facts.forApplication(facts, settings, Secrets.of(directory), environment), this);
    }

    /**
     * Makes ready to start: the folder is ours alone, nothing of an earlier run is left, the ports are free.
     *
     * @throws ServerException with one line that says what is in the way
     */
    public static Supervisor prepare(StackDirectory directory, StackSettings settings, Map<String, String> environment, PrintStream out) {
        directory.prepare();
        FileLock lock = directory.lock().orElseThrow(() -> new ServerException("it runs already"
                + StackState.ofRunning(directory)
                        .map(state -> " (process " + state.pid() + ", " + state.facts().get("STEVESLIST_BASE_URL") + ")").orElse("")
                + ": see ./steveslist status, or end it with ./steveslist down"));
        int left = Leftovers.end(directory.root());
        if (left > 0) {
            out.println("ended " + left + " processes that an earlier run had left");
        }
        Supervisor supervisor = new Supervisor(directory, settings, environment, lock, out);
        supervisor.parts.pair().requireUsable();
        supervisor.parts.requireFreePorts();
        return supervisor;
    }

    /**
     * Starts everything; returns when all of it answers.
     *
     * @throws ServerException when one part does not come up; the others are then stopped
     */
    public void start() {
        control = ControlServer.listen(this::order);
        changed();
        try {
            CompletableFuture<Void> postgres = CompletableFuture.runAsync(this::startDatabases, Thread::startVirtualThread);
            CompletableFuture<Void> kafka = starting("kafka");
            CompletableFuture<Void> elasticsearch = starting("elasticsearch");
            CompletableFuture<Void> app = CompletableFuture.allOf(postgres, kafka).thenCompose(_ -> starting("app"));
            firstFailureOf(postgres, kafka, elasticsearch, app).join();
        } catch (CompletionException e) {
            boolean interrupted = ending;
            end();
            if (interrupted) {
                throw new ServerException("stopped before it was ready", e);
            }
            throw e.getCause() instanceof ServerException known ? known : new ServerException("cannot start: " + e.getCause(), e);
        }
    }

    private void startDatabases() {
        if (parts.find("postgres").isPresent()) {
            new Failover(parts, this::startNow).startServers();
        }
        new Databases(facts).ensure();
    }

    private CompletableFuture<Void> starting(String name) {
        Optional<Part> part = parts.find(name);
        if (part.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(() -> startNow(part.get()), Thread::startVirtualThread);
    }

    private void startNow(Part part) {
        long begun = System.nanoTime();
        if (part.start()) {
            ready(part.server(), Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    /** Does not wait for the others when one has failed. */
    private static CompletableFuture<Void> firstFailureOf(CompletableFuture<?>... starts) {
        CompletableFuture<Void> all = CompletableFuture.allOf(starts);
        Stream.of(starts).forEach(start -> start.exceptionally(failure -> {
            all.completeExceptionally(
                    failure instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : failure);
            return null;
        }));
        return all;
    }

    /** Ends everything in order, the application first, PostgreSQL last. Can be called at any moment and more than once. */
    public synchronized void end() {
        if (ended) {
            return;
        }
        ending = true;
        ended = true;
        for (List<String> together : List.of(List.of("app"), List.of("kafka", "elasticsearch"), List.of("postgres", "postgres-2"))) {
            CompletableFuture<?>[] stops = together.stream().flatMap(name -> parts.find(name).stream())
                    .map(part -> CompletableFuture.runAsync(() -> stopNow(part), Thread::startVirtualThread))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(stops).join();
        }
        Optional.ofNullable(control).ifPresent(ControlServer::close);
        synchronized (stateFile) {
            StackState.forget(directory);
        }
        try {
            lock.release();
        } catch (IOException e) {
            // The kernel releases it when this process ends.
        }
    }

    private void stopNow(Part part) {
        if (part.stop()) {
            say(part.server().name() + " stopped");
        }
    }

    /** One order of another command; its answer goes to {@code answer} line by line. */
    private void order(List<String> words, PrintStream answer) {
        switch (words.getFirst()) {
            case "down" -> Thread.ofPlatform().name("down").start(() -> System.exit(0));
            case "stop" -> each(words, part -> {
                boolean did = part.stop();
                tell(answer, part.server().name() + (did ? " stopped" : " was not running"));
            });
            case "start" -> each(words, part -> start(part, answer));
            case "restart" -> each(words, part -> {
                part.stop();
                start(part, answer);
            });
            case "failover" -> new Failover(parts, Part::start).carryOut(line -> tell(answer, line));
            default -> throw new ServerException("unknown order " + words.getFirst());
        }
    }

    private void start(Part part, PrintStream answer) {
        long begun = System.nanoTime();
        boolean did = part.start();
        tell(answer, did ? line(part.server(), Duration.ofNanos(System.nanoTime() - begun)) : part.server().name() + " runs already");
    }

    private void each(List<String> words, Consumer<Part> action) {
        words.stream().skip(1).map(parts::ours).toList().forEach(action);
    }

    private void tell(PrintStream answer, String line) {
        answer.println(line);
        say(line);
    }

    @Override
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void ready(Server server, Duration after) {
        say(line(server, after));
    }

    private static String line(Server server, Duration after) {
        return String.format(Locale.ROOT, "%-13s  ready after %4.1f s  %s", server.name(), after.toMillis() / 1000.0, server.address());
    }

    @Override
    public void changed() {
        ControlServer orders = control;
        if (orders == null) {
            return;
        }
        synchronized (stateFile) {
            try {
                new StackState(ProcessHandle.current().pid(), startedAt, orders.port(), orders.token(), facts, parts.states())
                        .write(directory);
                complaint = "";
            } catch (ServerException e) {
                if (!complaint.equals(e.getMessage())) {
                    complaint = String.valueOf(e.getMessage());
                    say(complaint);
                }
            }
        }
    }
}
