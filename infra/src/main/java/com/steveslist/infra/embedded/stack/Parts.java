package com.steveslist.infra.embedded.stack;

import com.steveslist.infra.embedded.ElasticsearchServer;
import com.steveslist.infra.embedded.Installation;
import com.steveslist.infra.embedded.KafkaServer;
import com.steveslist.infra.embedded.Ports;
import com.steveslist.infra.embedded.PostgresServer;
import com.steveslist.infra.embedded.Server;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.embedded.stack.PartState.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of one stack, in the order in which they start; external ones are only remembered. */
final class Parts {
    private final Map<String, Part> embedded = new LinkedHashMap<>();
    private static final String SECOND = "postgres-2";

    private final Map<String, PartState> external = new LinkedHashMap<>();
    private final PostgresPair pair;

    Parts(StackSettings settings, StackDirectory directory, Secrets secrets, Map<String, String> facts,
            Supplier<Map<String, String>> appEnvironment, Part.Report report) {
        Installation installation = Installation.of(directory.build().resolve("embedded"), directory.root().resolve("servers"));
        String user = facts.get("STEVESLIST_POSTGRES_USER");
        String password = facts.get("STEVESLIST_POSTGRES_PASSWORD");
        PostgresServer postgres =
                new PostgresServer(installation, directory.part("postgres"), settings.postgresPort(), secrets.postgresPassword());
        PostgresServer second =
                new PostgresServer(installation, directory.part(SECOND), settings.standbyPort(), secrets.postgresPassword());
        pair = new PostgresPair(postgres, second, settings.standby());
        add(postgres, settings.postgresUrl(), user, password, directory, report);
        if (pair.exists()) {
            add(second, null, user, password, directory, report);
        }
        add(new KafkaServer(installation, directory.part("kafka"), settings.kafkaPort(), settings.kafkaControllerPort()), settings.kafka(),
                null, null, directory, report);
        add(new ElasticsearchServer(installation, directory.part("elasticsearch"), settings.elasticsearchPort(),
                settings.elasticsearchTransportPort()),
                settings.elasticsearch(), null, null, directory, report);
        add(new AppServer(directory, settings.appPort(), appEnvironment), null, null, null, directory, report);
    }

    private void add(Server server, @Nullable String externalAddress, @Nullable String user, @Nullable String password,
            StackDirectory directory, Part.Report report) {
        if (externalAddress != null) {
            external.put(server.name(),
                    new PartState(server.name(), Status.EXTERNAL, externalAddress, user, password, null, Instant.now(), 0, null));
            return;
        }
        PartState stopped = new PartState(server.name(), Status.STOPPED, server.address(), user, password, null, Instant.now(), 0,
                directory.log(server.name()).toString());
        embedded.put(server.name(), new Part(server, stopped, report));
    }

    PostgresPair pair() {
        return pair;
    }

    Optional<Part> find(String name) {
        return Optional.ofNullable(embedded.get(name));
    }

    /** @throws ServerException when there is no such part, or it is not ours to start and stop */
    Part ours(String name) {
        Part part = embedded.get(name);
        if (part != null) {
            return part;
        }
        PartState other = external.get(name);
        throw new ServerException(other != null
                ? name + " is your own server at " + other.address() + ": it is not ours to start or stop"
                : "there is no part named " + name + ": choose one of " + String.join(", ", embedded.keySet()));
    }

    List<Part> embedded() {
        return List.copyOf(embedded.values());
    }

    List<PartState> states() {
        return Stream.concat(external.values().stream(), embedded.values().stream().map(Part::state)).toList();
    }

    /** @throws ServerException naming the first port that somebody else listens on, and what to do about it */
    void requireFreePorts() {
        for (Part part : embedded.values()) {
            for (int port : part.server().ports()) {
                if (Ports.taken(port)) {
                    throw new ServerException(takenPort(part.server(), port));
                }
            }
        }
    }

    private static String takenPort(Server server, int port) {
        String who = Ports.holder(port).map(holder -> "by " + holder).orElse("by another program");
        int chosen = server.ports().getFirst();
        String name = SECOND.equals(server.name()) ? "standby" : server.name();
        String variable = "STEVESLIST_" + name.toUpperCase(Locale.ROOT) + "_PORT";
        return "port " + port + ", which " + server.name() + " needs, is taken " + who + ": stop that, or choose another port with "
                + variable + "="
                + (chosen + 1000) + " or --" + name + "-port " + (chosen + 1000);
    }
}
