package com.steveslist.infra.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Whole folders: link, delete. */
public final class Trees {
    private Trees() {}

    /** Gives {@code target} the files of {@code source} as hard links; as copies where the file system does not link. */
    public static void linkTree(Path source, Path target) throws IOException {
        eachFile(source, target, Trees::linkFile);
    }

    static void copyTree(Path source, Path target) throws IOException {
        eachFile(source, target, Files::copy);
    }

    private static void eachFile(Path source, Path target, FileTransfer transfer) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(target.resolve(source.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                transfer.from(file, target.resolve(source.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** One file as a hard link, or else as a copy with the same time. */
    public static void linkFile(Path source, Path target) throws IOException {
        try {
            Files.createLink(target, source);
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes a folder with all that is in it; what is not there, or vanishes meanwhile, is fine. */
    public static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** What is wrong with a file, in words. */
    public static String reason(FileSystemException e) {
        String said = e.getReason();
        if (said != null && !said.isBlank()) {
            return said + " (" + e.getFile() + ")";
        }
        return switch (e) {
            case AccessDeniedException _ -> "no permission for " + e.getFile();
            case NoSuchFileException _ -> "there is no " + e.getFile();
            default -> e.getClass().getSimpleName() + " " + e.getFile();
        };
    }

    private interface FileTransfer {
        void from(Path source, Path target) throws IOException;
    }
}
