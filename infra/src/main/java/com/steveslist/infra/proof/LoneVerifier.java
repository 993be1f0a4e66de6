package com.steveslist.infra.proof;

import com.steveslist.events.proof.Leaf;
import com.steveslist.events.verify.Verify;
import com.steveslist.infra.embedded.Jvm;
import com.steveslist.infra.embedded.ServerException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The verifier as a process in a folder with nothing but its own classes and what it is given: no database, no network, none of our code. */
final class LoneVerifier {

    private static final int SECONDS = 60;

    private final Path folder;

    /** @param folder gets the verifier's classes */
    LoneVerifier(Path folder) throws IOException {
        this.folder = folder;
        for (Class<?> any : List.of(Leaf.class, Verify.class)) {
            copyPackage(any);
        }
    }

    /** @param last the last line that it said */
    record Said(int exitCode, String last) {}

    Said check(Path export, Path kept) throws IOException, InterruptedException {
        Path output = folder.resolve("said.txt");
        List<String> command = Jvm.program(64);
        command.addAll(List.of("-cp", folder.resolve("classes").toString(), Verify.class.getName(), export.toString(), "--kept",
                kept.toString()));
        ProcessBuilder java = new ProcessBuilder(command);
        java.environment().clear();
        Process process = java.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new ServerException("the verifier has not ended within " + SECONDS + " s");
        }
        List<String> lines = Files.readAllLines(output);
        return new Said(process.exitValue(), lines.isEmpty() ? "" : lines.getLast());
    }

    private void copyPackage(Class<?> any) throws IOException {
        String name = any.getPackageName().replace('.', '/');
        Path to = folder.resolve("classes").resolve(name);
        Files.createDirectories(to);
        URI source = source(any);
        if (Files.isDirectory(Path.of(source))) {
            copy(Path.of(source).resolve(name), to);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(source))) {
                copy(jar.getPath(name), to);
            }
        }
    }

    private static URI source(Class<?> any) {
        try {
            return any.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }
}
