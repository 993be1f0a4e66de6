package com.steveslist.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs what people paste. */
public final class Shell {
    private Shell() {}

    /** @param output both streams, as a terminal mixes them */
    public record Ran(int exitCode, String output) {}

    /** In bash, stopping at the first command that fails; killed after two minutes. */
    public static Ran run(String script, Map<String, String> variables, Path directory) {
        return run(script, variables, directory, Duration.ofMinutes(2));
    }

    /** Likewise, killed after {@code atMost}. */
    public static Ran run(String script, Map<String, String> variables, Path directory, Duration atMost) {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(variables);
        try (ScheduledExecutorService patience = Executors.newSingleThreadScheduledExecutor()) {
            Process shell = builder.start();
            patience.schedule(shell::destroyForcibly, atMost.toMillis(), TimeUnit.MILLISECONDS);
            String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = shell.waitFor();
            patience.shutdownNow();
            return new Ran(exitCode, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
