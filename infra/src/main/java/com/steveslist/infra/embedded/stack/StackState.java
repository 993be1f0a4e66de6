package com.steveslist.infra.embedded.stack;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.steveslist.infra.embedded.Leftovers;
import com.steveslist.infra.embedded.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs, written by the supervisor to {@code .steveslist/run/state.json} at every change (mode 600: it names PostgreSQL's password).
 *
 * @param pid the supervisor
 * @param startedAt when the kernel started that process: with the pid it names it for good
 * @param controlPort where the supervisor takes orders, on 127.0.0.1
 * @param controlToken what an order must bring
 * @param facts environment variables that say how to reach every part
 */
public record StackState(long pid, Instant startedAt, int controlPort, String controlToken, Map<String, String> facts,
        List<PartState> parts) {
    /** Shared by all that print or keep a state. */
    public static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** The state that the supervisor of this clone wrote, when that supervisor lives. */
    public static Optional<StackState> ofRunning(StackDirectory directory) {
        return last(directory).filter(state -> startOf(ProcessHandle.of(state.pid())).filter(state.startedAt()::equals).isPresent());
    }

    private static Optional<StackState> last(StackDirectory directory) {
        Path file = file(directory);
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), StackState.class)) : Optional.empty();
        } catch (IOException e) {
            throw new ServerException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    static Instant startOfThisProcess() {
        return startOf(Optional.of(ProcessHandle.current())).orElse(Instant.EPOCH);
    }

    private static Optional<Instant> startOf(Optional<ProcessHandle> process) {
        return process.filter(Leftovers::isRunning).flatMap(alive -> alive.info().startInstant());
    }

    void write(StackDirectory directory) {
        Path file = file(directory);
        try {
            Path unfinished = Files.createTempFile(directory.run(), "state", ".json",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            JSON.writeValue(unfinished.toFile(), this);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ServerException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    static void forget(StackDirectory directory) {
        try {
            Files.deleteIfExists(file(directory));
        } catch (IOException e) {
            // The next one to read it finds that the process it names is gone.
        }
    }

    public static Path file(StackDirectory directory) {
        return directory.run().resolve("state.json");
    }

    /** Nothing secret in a log. */
    @Override
    public String toString() {
        return "StackState[" + pid + "]";
    }
}
