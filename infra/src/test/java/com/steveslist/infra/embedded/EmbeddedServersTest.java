package com.steveslist.infra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedServersTest {
    @BeforeAll
    static void start_all_servers() {
        EmbeddedServers.startAll();
    }

    @Test
    void a_database_is_fresh_and_durable() throws Exception {
        EmbeddedServers.Database first = EmbeddedServers.postgres().newDatabase("fresh");
        EmbeddedServers.Database second = EmbeddedServers.postgres().newDatabase("fresh");

        assertThat(first.url()).isNotEqualTo(second.url());
        try (var connection = DriverManager.getConnection(first.url(), first.user(), first.password());
                var statement = connection.createStatement()) {
            statement.execute("create table t(x int)");
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                var shown = statement.executeQuery("show " + setting);
                shown.next();
                assertThat(shown.getString(1)).as(setting).isEqualTo("on");
            }
        }
        try (var connection = DriverManager.getConnection(second.url(), second.user(), second.password());
                var statement = connection.createStatement()) {
            statement.execute("create table t(x int)");
        }
    }

    @Test
    void kafka_answers_its_own_client() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", EmbeddedServers.kafka().bootstrapServers()))) {
            assertThat(admin.describeCluster().nodes().get(20, TimeUnit.SECONDS)).hasSize(1);
        }
    }

    @Test
    void elasticsearch_analyses_with_our_plugin() throws Exception {
        HttpRequest analyse = HttpRequest.newBuilder(URI.create(EmbeddedServers.elasticsearch().url() + "/_analyze"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"analyzer": "steveslist_text", "text": "Café"}"""))
                .build();
        String answer = HttpClient.newHttpClient().send(analyse, BodyHandlers.ofString()).body();
        assertThat(answer).contains("\"token\":\"cafe\"");
    }
}
