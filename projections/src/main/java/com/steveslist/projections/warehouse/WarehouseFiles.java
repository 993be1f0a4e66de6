package com.steveslist.projections.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The warehouse's folder: what is there, and how a file gets there whole. */
final class WarehouseFiles {

    private final Path directory;

    WarehouseFiles(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
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

    /** A name beside the final one, that no reader looks at. */
    Path temporary() {
        return directory.resolve("writing").resolve("next.parquet");
    }

    /** Makes the folders, and forgets what was being written when the last run ended. */
    void prepare() {
        try {
            Files.createDirectories(events());
            Files.createDirectories(directory.resolve("tables"));
            Files.createDirectories(directory.resolve("writing"));
            Files.deleteIfExists(temporary());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the warehouse folder " + directory, e);
        }
    }

    List<EventFile> eventFiles() {
        if (!Files.isDirectory(events())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(events(), 2)) {
            return EventFile.withoutLeftovers(
                    files.map(EventFile::of).flatMap(Optional::stream).toList());
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

    /** Makes what was written under the temporary name appear under its own: on disk first, then all at once. */
    void publish(Path to) {
        try {
            Path folder = java.util.Objects.requireNonNull(to.getParent());
            Files.createDirectories(folder);
            try (FileChannel file = FileChannel.open(temporary(), StandardOpenOption.WRITE)) {
                file.force(true);
            }
            Files.move(temporary(), to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
                entry.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + to, e);
        }
    }

    void delete(EventFile file) {
        try {
            Files.deleteIfExists(file.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
