package com.steveslist.api.demo;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ExpandWildcard;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.projections.warehouse.Warehouse;
import com.steveslist.query.search.ElasticsearchClients;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Everything that the shared application keeps anywhere: each table, topic, index and file. */
final class Haystacks {
    private static final int CHUNK = 1 << 20;
    private static final List<String> WAREHOUSE_TABLES =
            List.of("events", "accounts", "listings", "listing_labels", "orders", "order_items", "payments", "refunds");

    private final Needles needles;
    private final Environment environment = SharedApplication.context().getEnvironment();
    private final List<String> found = new ArrayList<>();

    Haystacks(Needles needles) {
        this.needles = needles;
    }

    /** Where something was found, and what. */
    List<String> search() throws IOException {
        for (String database : List.of("steveslist.postgres", "steveslist.keys", "steveslist.stevepay")) {
            database(database);
        }
        topics();
        indices();
        warehouse();
        files(Path.of(property("steveslist.warehouse")));
        files(EmbeddedServers.directory());
        // Mails stand for people's own mailboxes and name them; that none is here shows that the demo writes to nobody.
        files(Path.of(property("steveslist.mail.outbox")));
        files(SharedApplication.log());
        return found;
    }

    private void database(String prefix) {
        JdbcTemplate sql = new JdbcTemplate(new DriverManagerDataSource(
                property(prefix + ".url"), property(prefix + ".user"), property(prefix + ".password")));
        List<Map<String, Object>> tables = sql.queryForList("select table_schema, table_name from information_schema.tables "
                + "where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')");
        for (Map<String, Object> table : tables) {
            String name = "\"" + table.get("table_schema") + "\".\"" + table.get("table_name") + "\"";
            sql.query("select " + columns(sql, table) + " from " + name, row -> {
                look("table " + prefix + " " + name, row.getString(1));
            });
        }
    }

    /** All columns as one text; bytes as the text that they may be. */
    private static String columns(JdbcTemplate sql, Map<String, Object> table) {
        return sql.queryForList(
                "select column_name, data_type from information_schema.columns where table_schema = ? and table_name = ?",
                table.get("table_schema"), table.get("table_name"))
                .stream()
                .map(column -> "bytea".equals(column.get("data_type"))
                        ? "encode(\"" + column.get("column_name") + "\", 'escape')"
                        : "\"" + column.get("column_name") + "\"::text")
                .collect(Collectors.joining(", ", "concat_ws(' ', ", ")"));
    }

    private void topics() {
        Map<String, Object> settings = Map.of("bootstrap.servers", property("steveslist.kafka"), "enable.auto.commit", false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(Collection::stream)
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> event : consumer.poll(Duration.ofSeconds(1))) {
                    look("topic " + event.topic(), text(event.key()) + " " + text(event.value()));
                    event.headers().forEach(header -> look("topic " + event.topic(), text(header.value())));
                }
            }
        }
    }

    private void indices() throws IOException {
        try (ElasticsearchClient client = ElasticsearchClients.connect(property("steveslist.elasticsearch"), Duration.ofSeconds(10))) {
            client.indices().refresh(refresh -> refresh.index("*"));
            List<Hit<JsonNode>> hits = client.search(
                    search -> search.index("*").expandWildcards(ExpandWildcard.All).size(10_000), JsonNode.class)
                    .hits()
                    .hits();
            hits.forEach(hit -> look("index " + hit.index(), String.valueOf(hit.source())));
        }
    }

    private void warehouse() {
        Warehouse warehouse = new Warehouse(Path.of(property("steveslist.warehouse")));
        for (String table : WAREHOUSE_TABLES) {
            warehouse.ask("select * from " + table).rows().forEach(row -> look("warehouse " + table, row.toString()));
        }
    }

    private void files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                file(file);
            }
        }
    }

    /** In chunks that overlap by what the longest needle needs. */
    private void file(Path file) throws IOException {
        byte[] buffer = new byte[CHUNK];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer, kept, buffer.length - kept)) {
                int length = kept + read;
                needles.in(buffer, length).forEach(needle -> found.add("file " + file + ": " + needle));
                kept = Math.min(needles.longest(), length);
                System.arraycopy(buffer, length - kept, buffer, 0, kept);
            }
        } catch (NoSuchFileException e) {
            // The servers go on working: a segment may be gone by now.
        }
    }

    private void look(String where, String hay) {
        needles.in(hay).forEach(needle -> found.add(where + ": " + needle));
    }

    private String property(String name) {
        return environment.getRequiredProperty(name);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
