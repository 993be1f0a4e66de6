package com.steveslist.infra.drill;

import com.steveslist.infra.embedded.Jvm;
import com.steveslist.infra.eventstore.LogAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another process of a drill: a JVM with this one's classes. It gets the log's address through its standard input, and ends when that does,
 * so that nothing stays behind when the drill is killed.
 */
final class Child implements AutoCloseable {

    private final String name;
    private final Process process;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** @param main with a {@code main} that begins with {@link #parent} */
    static Child start(String name, Class<?> main, LogAddress log, Object... arguments) {
        List<String> command = Jvm.program(192);
        command.addAll(List.of("-Dlogback.configurationFile=logback-cli.xml", "-cp", System.getProperty("java.class.path"),
                main.getName(), name));
        List.of(arguments).forEach(argument -> command.add(argument.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Child child = new Child(name, process);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            var input = process.outputWriter(StandardCharsets.UTF_8);
            input.write(String.join("\n", log.url(), log.user(), log.password(), ""));
            input.flush();
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started", e);
        }
    }

    /** In the child: where the log is. From then on the child ends with its parent. */
    static LogAddress parent() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        LogAddress log = new LogAddress(line(input), line(input), line(input));
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            try {
                while (input.readLine() != null) {
                    // Nothing more is said; the end is what counts.
                }
            } catch (IOException e) {
                // The same as the end.
            }
            Runtime.getRuntime().halt(1);
        });
        return log;
    }

    private static String line(BufferedReader input) throws IOException {
        String line = input.readLine();
        if (line == null) {
            throw new IOException("the parent said nothing");
        }
        return line;
    }

    /** Throws when it does not end well within the bound. */
    void awaitEnd(Duration bound) throws InterruptedException {
        if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
            close();
            throw new IllegalStateException(name + " has not ended within " + bound.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(name + " failed with exit code " + process.exitValue());
        }
    }

    /** As {@code kill -9} does; waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
