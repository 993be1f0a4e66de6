package com.steveslist.infra.embedded.stack;

import com.steveslist.api.SteveslistApplication;
import com.steveslist.infra.cli.Main;
import com.steveslist.infra.embedded.Home;
import com.steveslist.infra.embedded.Jvm;
import com.steveslist.infra.embedded.Ports;
import com.steveslist.infra.embedded.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;

/** A clone in a folder of its own, built with a stand-in for the application; commands run in JVMs of their own, as {@code ./steveslist} runs them. */
final class Clone {
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();

    private Clone(Path home) {
        this.home = home;
    }

    /** On free ports, in a folder whose name has a blank in it. */
    static Clone in(Path parent) throws IOException {
        Clone clone = new Clone(Files.createDirectories(parent.resolve("my clone")));
        Path build = Files.createDirectories(clone.home.resolve("build/lib"));
        String application = SteveslistApplication.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(build.resolve("app.jar")));
                InputStream code = SteveslistApplication.class.getResourceAsStream("/" + application)) {
            jar.putNextEntry(new JarEntry(application));
            code.transferTo(jar);
        }
        for (String built : List.of("archives", "plugins")) {
            Trees.linkTree(Home.directory().resolve("infra/target/embedded").resolve(built),
                    clone.home.resolve("build/embedded").resolve(built));
        }
        for (String part : List.of("APP", "POSTGRES", "KAFKA", "ELASTICSEARCH")) {
            clone.with("STEVESLIST_" + part + "_PORT", Integer.toString(freePort()));
        }
        return clone;
    }

    /** For all commands from now on. */
    Clone with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    String environment(String variable) {
        return Objects.requireNonNull(environment.get(variable), variable);
    }

    StackDirectory directory() {
        return new StackDirectory(home);
    }

    Stack stack() {
        return new Stack(directory());
    }

    PartState part(String name) {
        return stack().running().parts().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
    }

    /** Starts a command and does not wait; what it says goes to a file. */
    Process start(Path output, String... arguments) throws IOException {
        List<String> command = Jvm.program(128);
        command.addAll(List.of("-Dsteveslist.home=" + home, "-Dsteveslist.build=" + home.resolve("build"), "-cp",
                System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Runs a command to its end. */
    Said run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(home, "said", ".txt");
        Process process = start(output, arguments);
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", arguments) + " does not end: " + Files.readString(output));
        }
        return new Said(process.exitValue(), Files.readString(output));
    }

    /** What is left of it on this machine, as command lines. */
    List<String> processes() {
        return ProcessHandle.allProcesses().filter(process -> process.info().commandLine().orElse("").contains(home.toString()))
                .map(process -> process.info().commandLine().orElse("")).toList();
    }

    /** Free, and with it the port of its companion (one or a hundred higher). */
    private static int freePort() {
        return IntStream.generate(Ports::free).filter(port -> !Ports.taken(port + 1) && !Ports.taken(port + 100)).findFirst().orElseThrow();
    }

    /** What a command printed, and its exit code. */
    record Said(int exitCode, String text) {}
}
