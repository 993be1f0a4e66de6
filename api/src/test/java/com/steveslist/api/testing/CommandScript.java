package com.steveslist.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** {@code ./steveslist} as a process of its own, against {@link SharedApplication}, as {@link SharedCommands} is within this one. */
public final class CommandScript {

    private CommandScript() {}

    /** @param options of the JVM, such as one that puts it into another time zone */
    public static void writeTo(Path folder, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=logback-cli.xml", "-Dsteveslist.home=" + System.getProperty("steveslist.home"), "-cp",
                System.getProperty("java.class.path")));
        SharedCommands.properties().forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        arguments.addAll(List.of(options));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path listed = folder.resolve(".steveslist-arguments");
        Path script = folder.resolve("steveslist");
        try {
            Files.writeString(listed, arguments.stream().map(CommandScript::quoted).collect(Collectors.joining("\n")));
            Files.writeString(script, "#!/bin/sh\nexec '%s' @'%s' com.steveslist.infra.cli.Main \"$@\"\n".formatted(java, listed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!script.toFile().setExecutable(true)) {
            throw new IllegalStateException(script + " cannot be made executable");
        }
    }

    private static String quoted(String argument) {
        return '"' + Objects.requireNonNull(argument).replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r").replace("\n", "\\n")
                + '"';
    }
}
