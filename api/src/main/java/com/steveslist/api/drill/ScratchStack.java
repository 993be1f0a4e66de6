package com.steveslist.api.drill;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole stack for one drill that breaks things, in a folder and on ports of its own: nothing of the running one is touched. It is worked
 * with as people do, through the commands of {@code ./steveslist}.
 */
final class ScratchStack implements AutoCloseable {
    private static final Duration UP_WITHIN = Duration.ofMinutes(5);
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;
    private static final int SPARE_PORTS = 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path home;
    private final Map<String, String> ports;
    private final Process up;
    private final Consumer<String> say;

    private ScratchStack(Path home, Map<String, String> ports, Consumer<String> say, String... options) throws IOException {
        this.home = home;
        this.ports = ports;
        this.say = say;
        List<String> words = new ArrayList<>(List.of("up"));
        words.addAll(List.of(options));
        this.up = command(words).redirectErrorStream(true).redirectOutput(home.resolve("up.log").toFile()).start();
    }

    /** Starts it and waits until it is ready. @param options of {@code up} */
    static ScratchStack up(String name, Consumer<String> say, String... options) {
        Path clone = Path.of(System.getProperty("steveslist.home", "")).toAbsolutePath();
        Path home = clone.resolve(".steveslist/drills").resolve(name);
        try {
            delete(home);
            Files.createDirectories(home.resolve(".steveslist"));
            Path servers = Files.createDirectories(clone.resolve(".steveslist/servers"));
            Files.createSymbolicLink(home.resolve(".steveslist/servers"), servers);
            ScratchStack stack = new ScratchStack(home, freePorts(), say, options);
            Runtime.getRuntime().addShutdownHook(new Thread(stack.up::destroy));
            say.accept("starts a stack of its own in " + home);
            stack.awaitUp();
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitUp() throws IOException {
        Instant giveUpAt = Instant.now().plus(UP_WITHIN);
        while (!Files.readString(home.resolve("up.log")).contains("is ready after")) {
            if (!up.isAlive() || Instant.now().isAfter(giveUpAt)) {
                close();
                throw new IllegalStateException(
                        "the drill's own stack does not start: " + Files.readString(home.resolve("up.log")).strip());
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    URI address() {
        return URI.create("http://localhost:" + ports.get("APP"));
    }

    Path folder(String name) {
        return home.resolve(name);
    }

    /** How the application reaches everything, as environment variables; for more nodes of it. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        JsonNode state = JSON.readTree(home.resolve(".steveslist/run/state.json"));
        state.path("facts").properties().forEach(fact -> environment.put(fact.getKey(), fact.getValue().asString()));
        Properties secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve(".steveslist/secrets"))) {
            secrets.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("STEVESLIST_MASTER_KEY", secrets.getProperty("master.key"));
        environment.put("STEVESLIST_RATE_LIMITS", "off");
        return environment;
    }

    /** One node more on the stack's servers, not started. @param number from 0 @param roles as {@code steveslist.roles}; empty for all */
    Node newNode(int number, String name, String roles) {
        Map<String, String> environment = environment();
        if (!roles.isEmpty()) {
            environment.put("STEVESLIST_ROLES", roles);
        }
        return new Node(name, sparePort(number), environment, folder(name + ".log"));
    }

    /** Whether everything agrees with the log. The stack's own application is started for it if it was stopped. */
    boolean addsUp() {
        mustRun("start", "app");
        return run("reconcile").exitCode() == 0;
    }

    /** A port that nothing of it uses. @param number from 0 */
    int sparePort(int number) {
        return Integer.parseInt(ports.get("APP")) + SPARE_PORTS + number;
    }

    /** What a command answered. */
    record Ran(int exitCode, List<String> lines) {}

    /** Runs a command to its end; tells what it says. */
    Ran run(String... words) {
        return run(say, words);
    }

    /** Runs a command to its end; keeps to itself what it says. */
    Ran ask(String... words) {
        return run(_ -> {}, words);
    }

    /** Likewise, with lines for its standard input. */
    Ran feed(List<String> input, String... words) {
        return run(_ -> {}, input, words);
    }

    private Ran run(Consumer<String> tell, String... words) {
        return run(tell, List.of(), words);
    }

    private Ran run(Consumer<String> tell, List<String> input, String... words) {
        try {
            Process process = command(List.of(words)).redirectErrorStream(true).start();
            try (var to = process.outputWriter()) {
                to.write(String.join("\n", input));
            }
            List<String> lines = new ArrayList<>();
            try (var output = process.inputReader()) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    lines.add(line);
                    tell.accept("  " + line);
                }
            }
            return new Ran(process.waitFor(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Runs a command that must succeed. */
    Ran mustRun(String... words) {
        Ran ran = run(words);
        if (ran.exitCode() != 0) {
            throw new IllegalStateException("./steveslist " + String.join(" ", words) + " failed: " + String.join(" ", ran.lines()));
        }
        return ran;
    }

    /** As {@code status --json} tells it. */
    JsonNode part(String name) {
        JsonNode state = JSON.readTree(home.resolve(".steveslist/run/state.json"));
        return state.path("parts").valueStream().filter(part -> name.equals(part.path("name").asString())).findFirst()
                .orElseThrow(() -> new IllegalStateException("the drill's stack has no " + name));
    }

    /** As {@code kill -9} does. */
    void kill(String part) {
        ProcessHandle.of(part(part).path("pid").asLong()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private ProcessBuilder command(List<String> words) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "--enable-native-access=ALL-UNNAMED",
                "-Dsteveslist.home=" + home));
        String build = System.getProperty("steveslist.build");
        if (build != null) {
            command.add("-Dsteveslist.build=" + build);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "com.steveslist.infra.cli.Main"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("STEVESLIST_"));
        // A drill has few callers who do much.
        builder.environment().put("STEVESLIST_RATE_LIMITS", "off");
        ports.forEach((part, port) -> builder.environment().put("STEVESLIST_" + part + "_PORT", port));
        return builder;
    }

    /** Outside the range from which the kernel takes ports for connections, with the neighbours that Kafka and Elasticsearch use. */
    private static Map<String, String> freePorts() {
        Map<String, String> ports = new LinkedHashMap<>();
        int next = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
        for (String part : List.of("APP", "POSTGRES", "STANDBY", "KAFKA", "ELASTICSEARCH")) {
            while (!isFree(next) || !isFree(next + 1) || !isFree(next + 100)) {
                next++;
            }
            ports.put(part, Integer.toString(next));
            next += 2;
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Ends it. Its folder stays, for whoever wants to look into it, until the same drill runs again. */
    @Override
    public void close() {
        up.destroy();
        try {
            if (!up.waitFor(Duration.ofMinutes(2))) {
                up.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
