package com.steveslist.infra.eventstore;

import com.steveslist.command.dispatch.CommittedKeys;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.eventstore.append.AppendOutcome;
import com.steveslist.infra.eventstore.append.AppendRequest;
import com.steveslist.infra.eventstore.append.AppendSettings;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.eventstore.append.NewEvent;
import com.steveslist.infra.postgres.Pools;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.infra.serialization.PayloadCodec;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** A fresh log in a database of its own, with the schemas of consumers and of the relay beside it, and what reads and writes it. */
public final class TestLog implements AutoCloseable {

    public static final AccountId OWNER = AccountId.next();
    public static final EventJson JSON = new EventJson();

    private final List<AutoCloseable> parts = new ArrayList<>();
    private final LogAddress address;
    private final HikariDataSource dataSource;

    public TestLog() {
        address = newDatabase();
        dataSource = pool(address);
    }

    /** In a database that is there already, and may have a log. */
    public TestLog(LogAddress address) {
        EventStoreSchema.prepare(address);
        this.address = address;
        dataSource = pool(address);
    }

    private static HikariDataSource pool(LogAddress address) {
        return Pools.pool("test", address.url(), address.user(), address.password(), LogAddress.SCHEMA, 16, Duration.ofSeconds(30));
    }

    private static LogAddress newDatabase() {
        EmbeddedServers.Database database = EmbeddedServers.postgres().newDatabase("log", List.of(LogAddress.SCHEMA, "consumer", "relay"));
        return new LogAddress(database.url(), database.user(), database.password());
    }

    public LogAddress address() {
        return address;
    }

    public HikariDataSource dataSource() {
        return dataSource;
    }

    public JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource);
    }

    public EventLog log() {
        return new EventLog(dataSource, JSON);
    }

    public CommittedKeys committedKeys() {
        return new CommittedKeysTable(dataSource);
    }

    /** Another node's appender. */
    public Appender newAppender() {
        return newAppender(AppendSettings.DEFAULTS);
    }

    public Appender newAppender(AppendSettings settings) {
        return closedAtTheEnd(new Appender(address, settings, new SimpleMeterRegistry()));
    }

    public LogSignal newSignal() {
        return closedAtTheEnd(new LogSignal(address));
    }

    public LogStorageEngine newEngine(PayloadCodec codec, Map<String, Class<?>> snapshotForms) {
        return new LogStorageEngine(
                newAppender(), dataSource, new CommittedKeysTable(dataSource), codec, new SnapshotForms(snapshotForms));
    }

    /** An event on its way into the log. */
    public static NewEvent event(String stream, long version, DomainEvent event) {
        PayloadCodec.Encoded payload = JSON.encode(event);
        return new NewEvent(stream, version, UUID.randomUUID().toString(), payload.name(), payload.version(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS), OWNER,
                List.of(OWNER), new Actor(Actor.Kind.ACCOUNT, OWNER.value()), "req_1", "req_1", null, Map.of(), payload.bytes());
    }

    /** The same of a type that no code knows. */
    public static NewEvent unknownType(NewEvent event) {
        return new NewEvent(
                event.stream(), event.version(), event.eventId(), "listing.exploded", 1, event.occurredAt(), event.owner(), event.parties(),
                event.actor(), null, null, null, event.metadata(), event.payload());
    }

    public static AppendRequest request(NewEvent... events) {
        return new AppendRequest(List.of(events), null, List.of());
    }

    public static AppendOutcome.Appended appended(AppendOutcome outcome) {
        return (AppendOutcome.Appended) outcome;
    }

    public <T extends AutoCloseable> T closedAtTheEnd(T part) {
        parts.addFirst(part);
        return part;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
        dataSource.close();
    }
}
