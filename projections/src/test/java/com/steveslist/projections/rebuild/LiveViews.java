package com.steveslist.projections.rebuild;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.Consumers;
import com.steveslist.infra.consumer.ParkedEvents;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.eventstore.LogSignal;
import com.steveslist.infra.eventstore.append.AppendOutcome;
import com.steveslist.infra.eventstore.append.AppendRequest;
import com.steveslist.infra.eventstore.append.AppendSettings;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.eventstore.append.NewEvent;
import com.steveslist.infra.postgres.Pools;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.infra.serialization.PayloadCodec;
import com.steveslist.projections.view.ViewDefinition;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.progress.ReadModelProgress;
import com.steveslist.query.store.ViewTable;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A fresh log whose views are kept by nodes and read through a pool whose statements are prepared in the server. */
final class LiveViews implements AutoCloseable {

    static final String VIEW = ListingViews.CONSUMER;
    private static final EventJson JSON = new EventJson();
    private static final Duration SOON = Duration.ofMinutes(2);

    final EmbeddedServers.Database database =
            EmbeddedServers.postgres().newDatabase("rebuild", List.of(LogAddress.SCHEMA, "consumer", "views", "rebuild"));
    final HikariDataSource dataSource;
    final ListingViews listings;
    final ReadModelProgress progress;
    final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final HikariDataSource readers;
    private final LogSignal signal;
    private final Appender appender;
    private final List<Consumers> nodes = new ArrayList<>();

    LiveViews() {
        LogAddress address = new LogAddress(database.url(), database.user(), database.password());
        dataSource = Pools.pool("test", database.url(), database.user(), database.password(), LogAddress.SCHEMA, 12, SOON);
        String prepared = database.url() + (database.url().contains("?") ? "&" : "?") + "prepareThreshold=1";
        readers = Pools.pool("readers", prepared, database.user(), database.password(), null, 6, SOON);
        listings = new ListingViews(new ViewTable<>(readers, ListingViews.TABLE, ListingView.class));
        progress = new ReadModelProgress(readers);
        signal = new LogSignal(address);
        appender = new Appender(address, AppendSettings.DEFAULTS, new SimpleMeterRegistry());
    }

    Consumers startNode() {
        Consumers node = new Consumers(List.of(view().projectorOf(dataSource, ListingViews.TABLE)), log(), signal, dataSource,
                new JdbcTransactionManager(dataSource));
        nodes.add(node);
        node.start();
        return node;
    }

    static ViewDefinition<?> view() {
        return ViewDefinition.all().stream().filter(view -> view.consumer().equals(VIEW)).findFirst().orElseThrow();
    }

    EventLog log() {
        return new EventLog(dataSource, JSON);
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource);
    }

    ParkedEvents parked() {
        return new ParkedEvents(dataSource);
    }

    ViewRebuild rebuild() {
        told.reset();
        return new ViewRebuild(view(), log(), dataSource, new Narrator(new PrintStream(told, true, StandardCharsets.UTF_8)));
    }

    String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    static NewEvent event(String stream, long version, AccountId owner, DomainEvent event) {
        PayloadCodec.Encoded payload = JSON.encode(event);
        return new NewEvent(stream, version, UUID.randomUUID().toString(), payload.name(), payload.version(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS), owner, List.of(owner), new Actor(Actor.Kind.ACCOUNT, owner.value()), null,
                null, null, Map.of(), payload.bytes());
    }

    LogPosition append(Stream<NewEvent> events) {
        return ((AppendOutcome.Appended) appender.append(new AppendRequest(events.toList(), null, List.of()))).last();
    }

    void awaitCaughtUp() {
        long end = log().last().position();
        Awaitility.await().atMost(SOON).until(() -> position(VIEW) == end);
    }

    long position(String consumer) {
        return jdbc().queryForList("select position from consumer.progress where consumer = ?", Long.class, consumer).stream()
                .findFirst().orElse(0L);
    }

    @Override
    public void close() {
        nodes.forEach(Consumers::stop);
        signal.close();
        appender.close();
        readers.close();
        dataSource.close();
    }
}
