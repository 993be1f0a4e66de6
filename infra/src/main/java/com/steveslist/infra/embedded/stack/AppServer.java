package com.steveslist.infra.embedded.stack;

import com.steveslist.infra.embedded.Jvm;
import com.steveslist.infra.embedded.Server;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.embedded.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The application, as a child process that runs from the staged build. */
final class AppServer implements Server {
    private static final String MAIN = "com.steveslist.api.SteveslistApplication";

    private final StackDirectory directory;
    private final int port;
    private final Supplier<Map<String, String>> environment;

    /** @param environment asked for at each start: a master key may have been rotated */
    AppServer(StackDirectory directory, int port, Supplier<Map<String, String>> environment) {
        this.directory = directory;
        this.port = port;
        this.environment = environment;
    }

    @Override
    public String name() {
        return "app";
    }

    @Override
    public String address() {
        return "http://localhost:" + port;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public Duration readyWithin() {
        return Duration.ofSeconds(300);
    }

    /** At its first end it leaves an archive of its classes beside them; the next start, and every restart after a crash, is quicker by that. */
    @Override
    public ServerProcess launch() throws IOException {
        List<String> command = Jvm.application(512);
        command.addAll(List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + directory.build().resolve("app.jsa"),
                "-Dsteveslist.home=" + directory.home(), "-cp", classPath()));
        Map<String, String> given = environment.get();
        command.addAll(options(given));
        command.add(MAIN);
        return ServerProcess.start(name(), command, given, directory.part(name()), directory.log(name()), "TERM");
    }

    /** What somebody wants to try on this JVM, such as {@code -Xmx1g}: STEVESLIST_APP_JAVA_OPTS, separated by blanks. */
    private static List<String> options(Map<String, String> given) {
        return Stream.of(given.getOrDefault("STEVESLIST_APP_JAVA_OPTS", "").split("\\s+")).filter(option -> !option.isEmpty())
                .toList();
    }

    private String classPath() {
        Path libraries = directory.build().resolve("lib");
        try (Stream<Path> jars = Files.list(libraries)) {
            return jars.map(Path::toString).filter(jar -> jar.endsWith(".jar")).sorted().collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new ServerException("the application is not built in " + libraries + ": ./steveslist builds it", e);
        }
    }

    @Override
    public boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/health/ready").toURL().openConnection();
            connection.setConnectTimeout(2000);
            connection.setReadTimeout(2000);
            connection.setRequestProperty("Accept", "application/json");
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
