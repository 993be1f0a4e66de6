package com.steveslist.projections.rebuild;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.postgres.Pools;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.projections.search.ListingIndexCopy;
import com.steveslist.projections.view.ViewDefinition;
import com.steveslist.projections.warehouse.WarehouseCopy;
import com.steveslist.query.search.ElasticsearchClients;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How the running stack is reached, out of the properties that {@code ./steveslist} sets. */
final class RebuildStack implements AutoCloseable {

    /** Comparing large tables and making their indexes takes its time. */
    private static final Duration STATEMENT_TIMEOUT = Duration.ofHours(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 4;

    private final HikariDataSource log;
    private final HikariDataSource views;
    private @Nullable ElasticsearchClient index;

    RebuildStack() {
        String url = required("steveslist.postgres.url");
        String user = required("steveslist.postgres.user");
        String password = System.getProperty("steveslist.postgres.password", "");
        Pools.migrate(url, user, password, "rebuild", "classpath:db/rebuild");
        this.log = Pools.pool("rebuild-log", url, user, password, LogAddress.SCHEMA, CONNECTIONS, STATEMENT_TIMEOUT);
        this.views = Pools.pool("rebuild-views", url, user, password, "views", CONNECTIONS, STATEMENT_TIMEOUT);
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("nothing is running here: start it with ./steveslist up");
        }
        return value;
    }

    DataSource views() {
        return views;
    }

    EventLog log() {
        return new EventLog(log, new EventJson());
    }

    /** @throws IllegalArgumentException when there is no such read model */
    Rebuild rebuild(String name, Narrator narrator) {
        EventLog events = log();
        if (name.equals(ListingIndexCopy.CONSUMER)) {
            ElasticsearchClient client = ElasticsearchClients.connect(required("steveslist.elasticsearch"), ANSWER_WITHIN);
            index = client;
            return new IndexRebuild(client, events, new TopicOffsets(required("steveslist.kafka")), views, narrator);
        }
        if (name.equals(WarehouseCopy.CONSUMER)) {
            return new WarehouseRebuild(
                    Path.of(required("steveslist.warehouse")), required("steveslist.kafka"), views, narrator);
        }
        return ViewDefinition.all().stream()
                .filter(view -> view.consumer().equals(name))
                .findFirst()
                .map(view -> new ViewRebuild(view, events, views, narrator))
                .orElseThrow(() -> new IllegalArgumentException("no read model is called " + name + ": use one of " + names()));
    }

    private static String names() {
        return ViewDefinition.all().stream().map(ViewDefinition::consumer).collect(Collectors.joining(", ")) + ", "
                + ListingIndexCopy.CONSUMER + ", " + WarehouseCopy.CONSUMER;
    }

    @Override
    public void close() throws IOException {
        if (index != null) {
            index.close();
        }
        log.close();
        views.close();
    }
}
