package com.steveslist.projections.warehouse;

import com.steveslist.infra.eventstore.Epochs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The warehouse's folder: what is there, and how a file gets there whole. */
final class WarehouseFiles {

    private final Path directory;
    private final Runnable right;
    private final String writer = UUID.randomUUID().toString();

    /** For who reads, or is alone. */
    WarehouseFiles(Path directory) {
        this(directory, () -> {});
    }

    /** @param right throws when files may not be changed any more */
    WarehouseFiles(Path directory, Runnable right) {
        this.directory = directory.toAbsolutePath().normalize();
        this.right = right;
    }

    Path directory() {
        return directory;
    }

    Path events() {
        return directory.resolve("events");
    }

    Path table(String name) {
        return directory.resolve("tables").resolve(name + ".parquet");
    }

    /** A name beside the final one, that no reader looks at and no other writer uses. */
    Path temporary() {
        return writing().resolve(writer + ".parquet");
    }

    private Path writing() {
        return directory.resolve("writing");
    }

    /** Makes the folders, and forgets what was being written when the last run ended. */
    void prepare() {
        try {
            Files.createDirectories(events());
            Files.createDirectories(directory.resolve("tables"));
            Files.createDirectories(writing());
            try (Stream<Path> unfinished = Files.list(writing())) {
                for (Path file : unfinished.toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the warehouse folder " + directory, e);
        }
    }

    List<EventFile> eventFiles() {
        return EventFile.withoutLeftovers(allEventFiles());
    }

    private List<EventFile> allEventFiles() {
        if (!Files.isDirectory(events())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(events(), 2)) {
            return files.map(EventFile::of).flatMap(Optional::stream).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By partition, the offset that comes after what is in the files. */
    Map<Integer, Long> nextOffsets() {
        Map<Integer, Long> next = new HashMap<>();
        eventFiles().forEach(file -> next.merge(file.partition(), file.to(), Math::max));
        return next;
    }

    /** The epochs of the log as they were when {@link #write(Epochs)} was called last. */
    Epochs epochs() {
        try {
            List<String> lines = Files.exists(epochsFile()) ? Files.readAllLines(epochsFile()) : List.of();
            return new Epochs(lines.stream().skip(1).map(line -> line.split(","))
                    .map(fields -> new Epochs.Epoch(Integer.parseInt(fields[0]), Long.parseLong(fields[1])))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + epochsFile(), e);
        }
    }

    void write(Epochs epochs) {
        List<String> lines = new ArrayList<>(List.of("epoch,first_position"));
        epochs.all().forEach(epoch -> lines.add(epoch.number() + "," + epoch.firstPosition()));
        try {
            Files.write(temporary(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + epochsFile(), e);
        }
        publish(epochsFile());
    }

    Path epochsFile() {
        return directory.resolve("epochs.csv");
    }

    /** What reads all events that are still in the log as one table. */
    String readingEvents(List<EventFile> from) {
        String lost = epochs().all().stream().filter(epoch -> epoch.number() > 1)
                .map(epoch -> "(epoch < " + epoch.number() + " and position >= " + epoch.firstPosition() + ")")
                .collect(Collectors.joining(" or "));
        return "select * from " + DuckDb.reading(from) + (lost.isEmpty() ? "" : " where not (" + lost + ")");
    }

    /** Makes what was written under the temporary name appear under its own: on disk first, then all at once. */
    void publish(Path to) {
        try {
            Path folder = java.util.Objects.requireNonNull(to.getParent());
            Files.createDirectories(folder);
            try (FileChannel file = FileChannel.open(temporary(), StandardOpenOption.WRITE)) {
                file.force(true);
            }
            right.run();
            Files.move(temporary(), to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
                entry.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + to, e);
        }
    }

    /** Deletes files whose records stand in a larger one, once that one is as old as this: nobody reads them any more. */
    void forgetMerged(Duration age) {
        right.run();
        List<EventFile> all = allEventFiles();
        Instant before = Instant.now().minus(age);
        Set<EventFile> read = Set.copyOf(EventFile.withoutLeftovers(all));
        try {
            for (EventFile merged : all) {
                if (!read.contains(merged) && read.stream().filter(merged::lies).allMatch(into -> writtenBefore(into, before))) {
                    Files.deleteIfExists(merged.path());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean writtenBefore(EventFile file, Instant moment) {
        try {
            return Files.getLastModifiedTime(file.path()).toInstant().isBefore(moment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
