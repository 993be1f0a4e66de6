package com.steveslist.api.testing;

import com.steveslist.api.SteveslistApplication;
import com.steveslist.api.signin.LocalProvider;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.embedded.EmbeddedServers.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** One application with every role on real servers, started when a test first asks for it and shared by all tests of this JVM. */
public final class SharedApplication {

    private static final class Started {
        static final ConfigurableApplicationContext CONTEXT = start();
    }

    private static final Path LOG = Path.of(temporaryDirectory("steveslist-log"), "app.log");

    private SharedApplication() {}

    /** Where it listens, such as {@code http://localhost:40123}. */
    public static URI address() {
        return URI.create("http://localhost:" + port());
    }

    public static int port() {
        return Started.CONTEXT.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public static ConfigurableApplicationContext context() {
        return Started.CONTEXT;
    }

    /** All that the application logged. */
    public static Path log() {
        return LOG;
    }

    private static ConfigurableApplicationContext start() {
        EmbeddedServers.startAll();
        String[] arguments = properties().entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        return SpringApplication.run(new Class<?>[] {SteveslistApplication.class, Recording.class}, arguments);
    }

    private static Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", 0);
        // The servers end with this JVM too, in no particular order.
        properties.put("spring.main.register-shutdown-hook", false);
        database(properties, "steveslist.postgres", "steveslist");
        database(properties, "steveslist.keys", "steveslist_keys");
        database(properties, "steveslist.stevepay", "stevepay");
        properties.put("steveslist.kafka", EmbeddedServers.kafka().bootstrapServers());
        properties.put("steveslist.elasticsearch", EmbeddedServers.elasticsearch().url());
        properties.put("steveslist.warehouse", temporaryDirectory("steveslist-warehouse"));
        properties.put("steveslist.proof.key", temporaryDirectory("steveslist-proof") + "/key");
        properties.put("steveslist.mail.outbox", temporaryDirectory("steveslist-mail"));
        properties.put("steveslist.mail.origin", "https://market.example");
        properties.put("steveslist.master-key", "c3RldmVzbGlzdCB0ZXN0cyBvbmx5ISAzMiBieXRlcyE=");
        properties.put("steveslist.password-cost", 4);
        properties.putAll(LocalProvider.properties());
        // Few addresses and keys make all calls here; what limits do is seen on nodes of their own.
        properties.put("steveslist.rate-limits.mode", "off");
        // Every line that a test prints goes through Maven.
        properties.put("logging.threshold.console", "warn");
        properties.put("logging.file.name", LOG.toString());
        properties.put("logging.structured.format.file", "logstash");
        return properties;
    }

    private static void database(Map<String, Object> properties, String prefix, String name) {
        Database database = EmbeddedServers.postgres().newDatabase(name);
        properties.put(prefix + ".url", database.url());
        properties.put(prefix + ".user", database.user());
        properties.put(prefix + ".password", database.password());
    }

    private static String temporaryDirectory(String name) {
        try {
            return Files.createTempDirectory(name).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
