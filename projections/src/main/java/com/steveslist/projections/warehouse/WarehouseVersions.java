package com.steveslist.projections.warehouse;

import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ReadModelCopies;
import com.steveslist.infra.consumer.ReadModelCopies.Copy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The versions of the warehouse: folders under {@code versions}, of which {@code serving} is a link to the one that is read;
 * {@code events} and {@code tables} are links into that. The database says which one serves; the link follows, and is moved by nobody who
 * does not hold the lock of the consumer's place.
 */
final class WarehouseVersions {

    /** The version that is made when there is none. */
    static final String FIRST = "first";

    private static final List<String> PARTS = List.of("events", "tables");

    private final Path root;
    private final ReadModelCopies copies;

    WarehouseVersions(Path root, ReadModelCopies copies) {
        this.root = root.toAbsolutePath().normalize();
        this.copies = copies;
    }

    /** The folder that is read now; whoever resolved it goes on reading it through a swap. */
    static WarehouseFiles serving(Path root) {
        try {
            Path link = root.resolve("serving");
            return new WarehouseFiles(Files.exists(link) ? link.toRealPath() : root);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the warehouse folder " + root, e);
        }
    }

    static String name(Copy copy) {
        return Objects.requireNonNullElse(copy.name(), FIRST);
    }

    /** The name of the version that serves, as the database has it. */
    String current() {
        return copies.find(WarehouseProgress.CONSUMER).map(WarehouseVersions::name).orElse(FIRST);
    }

    WarehouseFiles files(String name) {
        return new WarehouseFiles(directory(name));
    }

    /** @param right throws when files may not be changed any more */
    WarehouseFiles files(String name, Runnable right) {
        return new WarehouseFiles(directory(name), right);
    }

    private Path directory(String name) {
        return root.resolve("versions").resolve(name);
    }

    /** Lets the link follow the database. @return the name of the version that serves */
    String point() {
        String[] serving = new String[1];
        copies.halt(WarehouseProgress.CONSUMER, copy -> {
            serving[0] = name(copy);
            adopt();
            if (Files.notExists(directory(serving[0]))) {
                // Its files are lost, or the database was restored to when one served that is gone: what was told of it is void.
                copies.note(WarehouseProgress.CONSUMER, new Copy(copy.name(), LogPosition.START));
                Files.createDirectories(directory(serving[0]));
            }
            link(root.resolve("serving"), Path.of("versions", serving[0]));
            for (String part : PARTS) {
                link(root.resolve(part), Path.of("serving", part));
            }
        });
        return serving[0];
    }

    /** Files that stand where the links are to be are those of the first version, from before there were versions. */
    private void adopt() throws IOException {
        for (String part : PARTS) {
            Path old = root.resolve(part);
            if (Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(directory(FIRST));
                Files.move(old, directory(FIRST).resolve(part), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Path epochs = new WarehouseFiles(root).epochsFile();
        if (Files.exists(epochs)) {
            Files.move(epochs, files(FIRST).epochsFile(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void link(Path link, Path target) throws IOException {
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
            return;
        }
        Path next = link.resolveSibling(link.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, target);
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes all versions but these. */
    void deleteOthers(Set<String> names) throws IOException {
        Path all = Files.createDirectories(root.resolve("versions"));
        try (Stream<Path> versions = Files.list(all)) {
            for (Path version : versions.filter(path -> !names.contains(path.getFileName().toString())).toList()) {
                delete(version);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
