package com.steveslist.infra.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How every JVM that we start is begun: this one's {@code java}, and the collector that needs the least memory and no thread of its own. */
public final class Jvm {

    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    private Jvm() {}

    /**
     * The application itself, as it runs in earnest: what is hot is compiled well.
     *
     * @param heapMiB what its heap may take at most
     * @return options that more can be added to
     */
    public static List<String> application(int heapMiB) {
        List<String> command = server(heapMiB);
        command.addAll(List.of("-Xms128m", "-XX:+ExitOnOutOfMemoryError"));
        return command;
    }

    /** A server that others do their work beside, or one that does not live long: the quick compiler starts it in half the time. */
    public static List<String> quickServer(int heapMiB) {
        List<String> command = server(heapMiB);
        command.add("-XX:TieredStopAtLevel=1");
        return command;
    }

    /** A program that does one thing and ends. */
    public static List<String> program(int heapMiB) {
        List<String> command = any(heapMiB);
        command.add("-XX:TieredStopAtLevel=1");
        return command;
    }

    private static List<String> server(int heapMiB) {
        List<String> command = any(heapMiB);
        command.addAll(hugePages());
        return command;
    }

    private static List<String> any(int heapMiB) {
        return new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heapMiB + "m",
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Dfile.encoding=UTF-8"));
    }

    /**
     * A heap in pages of 2 MiB, where the system gives them to who asks: a virtual machine, whose every address is looked up twice, is
     * quicker by a tenth with them.
     */
    static List<String> hugePages() {
        try {
            return Files.exists(HUGE_PAGES) && !Files.readString(HUGE_PAGES).contains("[never]")
                    ? List.of("-XX:+UseTransparentHugePages")
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
