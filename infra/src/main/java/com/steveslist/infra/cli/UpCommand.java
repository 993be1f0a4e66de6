package com.steveslist.infra.cli;

import com.steveslist.infra.embedded.Home;
import com.steveslist.infra.embedded.stack.StackDirectory;
import com.steveslist.infra.embedded.stack.StackSettings;
import com.steveslist.infra.embedded.stack.Supervisor;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the stack and keeps it running until Ctrl-C or {@code down}. */
@Command(name = "up", description = "Start everything and keep it running in the foreground.", mixinStandardHelpOptions = true,
        sortOptions = false, footer = {
                "", "Servers of your own in place of embedded ones, by environment variables:",
                "  STEVESLIST_POSTGRES_URL (jdbc:postgresql://…), STEVESLIST_POSTGRES_USER, STEVESLIST_POSTGRES_PASSWORD",
                "  STEVESLIST_KAFKA (host:port,…)",
                "  STEVESLIST_ELASTICSEARCH (http://…)"})
public final class UpCommand implements Callable<Integer> {
    private static final long START = System.nanoTime();

    @Option(names = "--app-port", paramLabel = "PORT", description = "Port of the application (8080; STEVESLIST_APP_PORT).")
    private @Nullable String appPort;

    @Option(names = "--postgres-port", paramLabel = "PORT", description = "Port of PostgreSQL (5433; STEVESLIST_POSTGRES_PORT).")
    private @Nullable String postgresPort;

    @Option(names = "--kafka-port", paramLabel = "PORT",
            description = "Port of Kafka (9092; STEVESLIST_KAFKA_PORT); the next one is used too.")
    private @Nullable String kafkaPort;

    @Option(names = "--elasticsearch-port", paramLabel = "PORT",
            description = "Port of Elasticsearch (9200; STEVESLIST_ELASTICSEARCH_PORT); the one 100 higher is used too.")
    private @Nullable String elasticsearchPort;

    @Option(names = "--standby", paramLabel = "HOW",
            description = "A second PostgreSQL follows: synchronous or asynchronous (none; STEVESLIST_STANDBY).")
    private @Nullable String standby;

    @Option(names = "--standby-port", paramLabel = "PORT",
            description = "Port of the second PostgreSQL (the one after the first's; STEVESLIST_STANDBY_PORT).")
    private @Nullable String standbyPort;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> environment = environment();
        StackSettings settings = StackSettings.from(environment);
        Supervisor supervisor = Supervisor.prepare(new StackDirectory(Home.directory()), settings, environment, System.out);
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::end, "end"));
        supervisor.start();
        supervisor.say(welcome(settings));
        new CountDownLatch(1).await();
        return 0;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        put(environment, StackSettings.APP_PORT, appPort);
        put(environment, StackSettings.POSTGRES_PORT, postgresPort);
        put(environment, StackSettings.KAFKA_PORT, kafkaPort);
        put(environment, StackSettings.ELASTICSEARCH_PORT, elasticsearchPort);
        put(environment, StackSettings.STANDBY, standby);
        put(environment, StackSettings.STANDBY_PORT, standbyPort);
        return environment;
    }

    private static void put(Map<String, String> environment, String name, @Nullable String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    private static String welcome(StackSettings settings) {
        return String.format(Locale.ROOT, """

                Steveslist is ready after %.1f s
                  API      http://localhost:%2$d/v1/listings
                  docs     http://localhost:%2$d/docs
                  health   http://localhost:%2$d/health/ready
                In another shell: ./steveslist demo fills it, ./steveslist status shows it, ./steveslist help the rest. Ctrl-C stops it.""",
                (System.nanoTime() - START) / 1e9, settings.appPort());
    }
}
