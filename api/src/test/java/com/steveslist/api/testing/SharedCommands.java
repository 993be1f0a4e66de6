package com.steveslist.api.testing;

import com.steveslist.infra.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/** Runs commands of {@code ./steveslist} against {@link SharedApplication}. */
public final class SharedCommands {
    private static final List<String> PROPERTIES = List.of(
            "steveslist.postgres.url", "steveslist.postgres.user", "steveslist.postgres.password",
            "steveslist.stevepay.url", "steveslist.stevepay.user", "steveslist.stevepay.password",
            "steveslist.keys.url", "steveslist.keys.user", "steveslist.keys.password", "steveslist.master-key",
            "steveslist.kafka", "steveslist.elasticsearch", "steveslist.warehouse");

    /** What the application logs meanwhile; a command by itself logs to another place. */
    private static final Pattern LOGGED = Pattern.compile("(?m)^\\{\"@timestamp\".*\\R");

    private SharedCommands() {}

    /** What a command printed, and its exit code. */
    public record Ran(int exitCode, String output) {}

    /** How to reach it, as system properties of a command. */
    static Map<String, String> properties() {
        Environment environment = SharedApplication.context().getEnvironment();
        Map<String, String> properties = new TreeMap<>();
        PROPERTIES.forEach(name -> properties.put(name, environment.getRequiredProperty(name)));
        properties.put("steveslist.base-url", SharedApplication.address().toString());
        return properties;
    }

    public static synchronized Ran run(String... arguments) {
        properties().forEach(System::setProperty);
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            int exitCode = Main.run(arguments);
            return new Ran(exitCode, LOGGED.matcher(printed.toString(StandardCharsets.UTF_8)).replaceAll(""));
        } finally {
            System.setOut(before);
        }
    }
}
