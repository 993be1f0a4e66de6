package com.steveslist.infra.backup;

import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.embedded.Trees;
import com.steveslist.infra.embedded.WalArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where backups lie: {@code events/<server>/<time>/data}, {@code events/<server>/wal} and {@code keys/<server>/<time>.copy.gz}. A server is
 * known by the number that it got when its data folder was made, so that what two servers write never meets. A time is when a backup was
 * complete; one without its {@code complete} mark is passed over.
 */
record BackupFolder(Path root) {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSSX").withZone(ZoneOffset.UTC);
    private static final String COMPLETE = "complete";

    /** A base backup. @param completeAt the earliest moment that can be restored from it */
    record Base(String server, Path folder, Instant completeAt) {
        Path data() {
            return folder.resolve("data");
        }
    }

    Path newBase(String server) throws IOException {
        WalArchive.createPrivate(root);
        WalArchive.createPrivate(root.resolve("events"));
        Path folder = root.resolve("events").resolve(server).resolve(NAME.format(Instant.now()));
        Files.createDirectories(folder);
        return folder;
    }

    /** From now on it counts. */
    static void completed(Path base, Instant at) throws IOException {
        Files.writeString(base.resolve(COMPLETE), at + "\n");
    }

    WalArchive wal(String server) {
        return new WalArchive(root.resolve("events").resolve(server).resolve("wal"));
    }

    /** The newest base backup that was complete at this moment. */
    Base baseFor(Optional<Instant> moment) {
        List<Base> all = bases();
        if (all.isEmpty()) {
            throw new ServerException("there is no backup in " + root + ": make one with ./steveslist backup");
        }
        return all.stream().filter(base -> moment.isEmpty() || !base.completeAt().isAfter(moment.get()))
                .max(Comparator.comparing(Base::completeAt))
                .orElseThrow(() -> new ServerException("the backups in " + root + " begin at " + all.getFirst().completeAt()));
    }

    private List<Base> bases() {
        return children(root.resolve("events")).stream()
                .flatMap(server -> children(server).stream()
                        .filter(base -> Files.exists(base.resolve(COMPLETE)))
                        .map(base -> new Base(String.valueOf(server.getFileName()), base, completeAt(base))))
                .sorted(Comparator.comparing(Base::completeAt))
                .toList();
    }

    private static Instant completeAt(Path base) {
        try {
            return Instant.parse(Files.readString(base.resolve(COMPLETE)).strip());
        } catch (IOException e) {
            throw new ServerException("cannot read " + base + ": " + e.getMessage(), e);
        }
    }

    /** Deletes all but the newest base backups of a server, the changes that only they needed, and older copies of the keys. */
    void keepNewest(String server, int count) throws IOException {
        List<Base> all = bases().stream().filter(base -> base.server().equals(server)).toList();
        List<Base> kept = all.subList(Math.max(0, all.size() - count), all.size());
        for (Base old : all.subList(0, all.size() - kept.size())) {
            // First it does not count any more; a kill in between leaves nothing that looks complete.
            Files.delete(old.folder().resolve(COMPLETE));
            Trees.deleteTree(old.folder());
        }
        wal(server).forgetBefore(kept.getFirst().data());
        List<Path> keys = children(root.resolve("keys").resolve(server));
        for (Path old : keys.subList(0, Math.max(0, keys.size() - count))) {
            Files.delete(old);
        }
    }

    Path newKeys(String server) throws IOException {
        WalArchive.createPrivate(root);
        WalArchive.createPrivate(root.resolve("keys"));
        Path folder = Files.createDirectories(root.resolve("keys").resolve(server));
        return folder.resolve(NAME.format(Instant.now()) + ".copy.gz");
    }

    /** The newest copy of the keys. */
    Optional<Path> keys(String server) {
        return children(root.resolve("keys").resolve(server)).stream().filter(file -> file.toString().endsWith(".copy.gz"))
                .max(Comparator.comparing(Path::getFileName));
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new ServerException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }
}
