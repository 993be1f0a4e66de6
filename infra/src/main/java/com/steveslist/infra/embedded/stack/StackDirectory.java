package com.steveslist.infra.embedded.stack;

import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.embedded.Trees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** The folder {@code .steveslist} of a clone, and what stands where in it. */
public record StackDirectory(Path home) {
    private static final long NEEDED_BYTES = 1L << 30;
    private static final List<String> DATA = List.of(
            "postgres", "postgres-2", "kafka", "elasticsearch", "warehouse", "mail", "app", "logs", "run", "secrets", "proof",
            "certificate.key");

    /** The folder itself; others may not enter it. */
    public Path root() {
        return home.resolve(".steveslist");
    }

    /** Data of one part. */
    public Path part(String name) {
        return root().resolve(name);
    }

    /** Its log file. */
    public Path log(String part) {
        return root().resolve("logs").resolve(part + ".log");
    }

    /** What the launcher staged from the build: jars in {@code lib}, the servers' archives and plugins in {@code embedded}. */
    Path build() {
        String staged = System.getProperty("steveslist.build");
        return staged == null ? root().resolve("builds/current") : Path.of(staged);
    }

    Path run() {
        return root().resolve("run");
    }

    public Path secrets() {
        return root().resolve("secrets");
    }

    /**
     * Makes sure that the stack can write here.
     *
     * @throws ServerException when the folder cannot be written to, or the disk is nearly full
     */
    public void prepare() {
        try {
            for (Path folder : List.of(root(), run())) {
                Files.setPosixFilePermissions(Files.createDirectories(folder), PosixFilePermissions.fromString("rwx------"));
            }
            Files.createDirectories(root().resolve("logs"));
            Files.delete(Files.createTempFile(run(), "writable", ""));
            long free = Files.getFileStore(root()).getUsableSpace();
            if (free < NEEDED_BYTES) {
                throw new ServerException("the disk of " + root() + " is full: " + (free >> 20) + " MB free, 1024 MB needed");
            }
        } catch (FileSystemException e) {
            throw new ServerException("cannot write to " + root() + ": " + Trees.reason(e), e);
        } catch (IOException e) {
            throw new ServerException("cannot write to " + root() + ": " + e.getMessage(), e);
        }
    }

    /** Where backups lie unless somebody says otherwise. */
    public Path backups() {
        return root().resolve("backups");
    }

    /** Held while this JVM lives; empty when another one holds it. */
    public Optional<FileLock> lock() {
        try {
            FileChannel file = FileChannel.open(run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            if (lock == null) {
                file.close();
            }
            return Optional.ofNullable(lock);
        } catch (IOException e) {
            throw new ServerException("cannot lock " + run() + ": " + e.getMessage(), e);
        }
    }

    /** Deletes all data and secrets; what was installed and built stays. */
    public void reset() {
        try {
            for (String folder : DATA) {
                Trees.deleteTree(root().resolve(folder));
            }
        } catch (FileSystemException e) {
            throw new ServerException("cannot delete " + root() + ": " + Trees.reason(e), e);
        } catch (IOException e) {
            throw new ServerException("cannot delete " + root() + ": " + e.getMessage(), e);
        }
    }
}
