package com.steveslist.projections.topic;

import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ConsumerLedger;
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
import com.steveslist.infra.postgres.PostgresProperties;
import com.steveslist.infra.relay.EventRecords;
import com.steveslist.infra.relay.EventTopic;
import com.steveslist.infra.relay.Relay;
import com.steveslist.infra.relay.RelayProgress;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.infra.serialization.PayloadCodec;
import com.steveslist.infra.serialization.RecordedEventJson;
import com.steveslist.infra.serialization.StoredEvent;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A fresh log in a database of its own, a fresh topic, and a relay between them. */
public final class RelayedLog implements AutoCloseable {

    private static final EventJson JSON = new EventJson();

    private final LogAddress address;
    private final HikariDataSource dataSource;
    private final LogSignal signal;
    private final Appender appender;
    private final Relay relay;
    private final Map<String, Long> versions = new HashMap<>();

    public RelayedLog() {
        deleteTopic();
        EmbeddedServers.Database database =
                EmbeddedServers.postgres().newDatabase("relayed", List.of(LogAddress.SCHEMA, "consumer", "relay"));
        address = new LogAddress(database.url(), database.user(), database.password());
        dataSource = Pools.pool("test", database.url(), database.user(), database.password(), LogAddress.SCHEMA, 8, Duration.ofSeconds(30));
        signal = new LogSignal(address);
        appender = new Appender(address, AppendSettings.DEFAULTS, new SimpleMeterRegistry());
        relay = new Relay(kafka(), log(), signal, new EventRecords(json()), ledger(), dataSource);
        relay.start();
    }

    public PostgresProperties postgres() {
        return new PostgresProperties(address.url(), address.user(), address.password());
    }

    public static String kafka() {
        return EmbeddedServers.kafka().bootstrapServers();
    }

    public EventLog log() {
        return new EventLog(dataSource, JSON);
    }

    public RecordedEventJson json() {
        return new RecordedEventJson(JSON);
    }

    public ConsumerLedger ledger() {
        return new ConsumerLedger(dataSource);
    }

    public RelayProgress progress() {
        return new RelayProgress(dataSource);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource);
    }

    /** Appends the stream's next events, of its owner, as decided at this moment. */
    public LogPosition append(String stream, AccountId owner, Instant at, DomainEvent... events) {
        NewEvent[] next = new NewEvent[events.length];
        for (int i = 0; i < events.length; i++) {
            PayloadCodec.Encoded payload = JSON.encode(events[i]);
            next[i] = event(stream, owner, at, payload.name(), payload);
        }
        return append(next);
    }

    /** Appends what a later version would: an event of a type that this one does not know. @param event whose payload it has */
    public LogPosition appendUnknown(String type, String stream, AccountId owner, DomainEvent event) {
        return append(event(stream, owner, Instant.now(), type, JSON.encode(event)));
    }

    private NewEvent event(String stream, AccountId owner, Instant at, String type, PayloadCodec.Encoded payload) {
        long version = versions.merge(stream, 0L, (before, first) -> before + 1);
        return new NewEvent(stream, version, UUID.randomUUID().toString(), type, payload.version(), at.truncatedTo(ChronoUnit.MILLIS),
                owner, List.of(owner), new Actor(Actor.Kind.ACCOUNT, owner.value()), null, null, null, Map.of(), payload.bytes());
    }

    private LogPosition append(NewEvent... events) {
        return ((AppendOutcome.Appended) appender.append(new AppendRequest(List.of(events), null, List.of()))).last();
    }

    /** Leaves the log as a promoted standby would have it that had received nothing behind this position. */
    public void takeBack(long position) {
        jdbc().update("delete from relay.progress where position > ?", position);
        jdbc().update("update consumer.progress set position = least(position, ?)", position);
        jdbc().update("delete from event where position > ?", position);
        jdbc().queryForObject("select start_epoch('a test')", Integer.class);
        versions.clear();
        jdbc().query("select stream, max(version) from event group by 1", row -> {
            versions.put(row.getString(1), row.getLong(2));
        });
    }

    /** How far a consumer says that it is. */
    public long applied(String consumer) {
        return jdbc().queryForList("select position from consumer.progress where consumer = ?", Long.class, consumer).stream()
                .findFirst().orElse(0L);
    }

    /** Writes to the topic what the relay never would. */
    public static void poison(int partition, @Nullable String key, @Nullable String value) {
        send(new ProducerRecord<>(EventTopic.NAME, partition, key, value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes the record of an event to the topic that the log does not have. */
    public void forge(StoredEvent event) {
        send(new EventRecords(json()).of(event));
    }

    private static void send(ProducerRecord<String, byte[]> record) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(Map.of("bootstrap.servers", kafka()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void deleteTopic() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
            if (admin.listTopics().names().get(20, TimeUnit.SECONDS).contains(EventTopic.NAME)) {
                admin.deleteTopics(List.of(EventTopic.NAME)).all().get(20, TimeUnit.SECONDS);
                Awaitility.await().atMost(Duration.ofMinutes(2))
                        .until(() -> !admin.listTopics().names().get(20, TimeUnit.SECONDS).contains(EventTopic.NAME));
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        relay.stop();
        signal.close();
        appender.close();
        dataSource.close();
    }
}
