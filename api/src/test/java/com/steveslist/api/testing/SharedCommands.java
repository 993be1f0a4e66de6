package com.steveslist.api.testing;

import com.steveslist.infra.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.env.Environment;

/** Runs commands of {@code ./steveslist} against {@link SharedApplication}. */
public final class SharedCommands {
    private static final List<String> PROPERTIES = List.of(
            "steveslist.postgres.url", "steveslist.postgres.user", "steveslist.postgres.password",
            "steveslist.stevepay.url", "steveslist.stevepay.user", "steveslist.stevepay.password",
            "steveslist.keys.url", "steveslist.keys.user", "steveslist.keys.password", "steveslist.master-key",
            "steveslist.kafka", "steveslist.elasticsearch", "steveslist.warehouse");

    private SharedCommands() {}

    /** What a command printed, and its exit code. */
    public record Ran(int exitCode, String output) {}

    public static synchronized Ran run(String... arguments) {
        Environment environment = SharedApplication.context().getEnvironment();
        PROPERTIES.forEach(name -> System.setProperty(name, environment.getRequiredProperty(name)));
        System.setProperty("steveslist.base-url", SharedApplication.address().toString());
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            return new Ran(Main.run(arguments), printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }
}
