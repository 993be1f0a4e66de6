package com.steveslist.infra.embedded.stack;

import com.steveslist.infra.embedded.ServerException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one can choose about a stack: the ports of what is embedded, and servers of one's own in place of embedded ones.
 *
 * @param postgresUrl JDBC URL of an external PostgreSQL's database, or null for the embedded one
 * @param standby whether a second PostgreSQL follows the embedded one, and how
 * @param kafka bootstrap servers of an external Kafka, or null
 * @param elasticsearch URL of an external Elasticsearch, or null
 */
public record StackSettings(int appPort, int postgresPort, int kafkaPort, int elasticsearchPort, int standbyPort, Standby standby,
        @Nullable String postgresUrl,
        String postgresUser,
        @Nullable String postgresPassword, @Nullable String kafka, @Nullable String elasticsearch) {
    public static final String APP_PORT = "STEVESLIST_APP_PORT";
    public static final String POSTGRES_PORT = "STEVESLIST_POSTGRES_PORT";
    public static final String KAFKA_PORT = "STEVESLIST_KAFKA_PORT";
    public static final String STANDBY_PORT = "STEVESLIST_STANDBY_PORT";
    public static final String STANDBY = "STEVESLIST_STANDBY";
    public static final String ELASTICSEARCH_PORT = "STEVESLIST_ELASTICSEARCH_PORT";

    /** How a second PostgreSQL follows the first: whether an acknowledgement waits for it. */
    public enum Standby {
        NONE, SYNCHRONOUS, ASYNCHRONOUS;

        private static Standby of(@Nullable String value) {
            for (Standby one : values()) {
                if (one.name().equalsIgnoreCase(value == null ? "none" : value)) {
                    return one;
                }
            }
            throw new ServerException(STANDBY + "=" + value + " is not one of none, synchronous, asynchronous");
        }
    }

    /** Reads the variables {@code STEVESLIST_*}; a wrong value is quoted with the allowed form. */
    public static StackSettings from(Map<String, String> environment) {
        String url = value(environment, "STEVESLIST_POSTGRES_URL");
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            throw new ServerException("STEVESLIST_POSTGRES_URL is not a JDBC URL such as jdbc:postgresql://host:5432/steveslist");
        }
        String elasticsearch = value(environment, "STEVESLIST_ELASTICSEARCH");
        if (elasticsearch != null && !elasticsearch.matches("https?://.+")) {
            throw new ServerException("STEVESLIST_ELASTICSEARCH=" + elasticsearch + " is not a URL such as http://host:9200");
        }
        Standby standby = Standby.of(value(environment, STANDBY));
        if (standby != Standby.NONE && url != null) {
            throw new ServerException(STANDBY + " is for the embedded PostgreSQL; yours is at " + url);
        }
        int postgresPort = port(environment, POSTGRES_PORT, 5433);
        return new StackSettings(port(environment, APP_PORT, 8080), postgresPort, port(environment, KAFKA_PORT, 9092),
                port(environment, ELASTICSEARCH_PORT, 9200), port(environment, STANDBY_PORT, postgresPort + 1), standby, url,
                environment.getOrDefault("STEVESLIST_POSTGRES_USER", "steveslist"),
                value(environment, "STEVESLIST_POSTGRES_PASSWORD"), value(environment, "STEVESLIST_KAFKA"), elasticsearch);
    }

    /** Kafka talks to its own controller part on the next port. */
    int kafkaControllerPort() {
        return kafkaPort + 1;
    }

    /** Elasticsearch nodes talk to each other on a port of their own. */
    int elasticsearchTransportPort() {
        return elasticsearchPort + 100;
    }

    private static @Nullable String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static int port(Map<String, String> environment, String name, int otherwise) {
        String value = value(environment, name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_000) {
            throw new ServerException(name + "=" + value + " is not a port: a number from 1 to 65000");
        }
        return Integer.parseInt(value);
    }
}
