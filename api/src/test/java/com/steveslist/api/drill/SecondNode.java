package com.steveslist.api.drill;

import com.steveslist.api.SteveslistApplication;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.infra.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;

/** Another node of the shared application, as a process of its own: same databases, topic, index and warehouse. It can be killed. */
final class SecondNode implements Victim, AutoCloseable {
    private static final List<String> SAME = List.of(
            "steveslist.postgres.url", "steveslist.postgres.user", "steveslist.postgres.password",
            "steveslist.keys.url", "steveslist.keys.user", "steveslist.keys.password",
            "steveslist.stevepay.url", "steveslist.stevepay.user", "steveslist.stevepay.password",
            "steveslist.kafka", "steveslist.elasticsearch", "steveslist.warehouse", "steveslist.master-key", "steveslist.password-cost");

    private final int port;
    private final Path log;
    private Process process;

    private SecondNode(int port, Path log) throws IOException {
        this.port = port;
        this.log = log;
        this.process = launch();
    }

    static SecondNode start() throws IOException {
        return new SecondNode(Ports.free(), Files.createTempFile("second-node", ".log"));
    }

    URI address() {
        return URI.create("http://localhost:" + port);
    }

    private Process launch() throws IOException {
        Environment environment = SharedApplication.context().getEnvironment();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx320m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), SteveslistApplication.class.getName(),
                "--server.port=" + port));
        SAME.forEach(name -> command.add("--" + name + "=" + environment.getRequiredProperty(name)));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    }

    @Override
    public String name() {
        return "second node";
    }

    /** And starts it again, as a supervisor would. */
    @Override
    public void kill() {
        try {
            close();
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
