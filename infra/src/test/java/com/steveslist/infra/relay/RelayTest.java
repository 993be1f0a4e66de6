package com.steveslist.infra.relay;

import static com.steveslist.infra.eventstore.TestLog.event;
import static com.steveslist.infra.eventstore.TestLog.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.consumer.ConsumerLedger;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.eventstore.LogSignal;
import com.steveslist.infra.eventstore.TestLog;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.serialization.RecordedEventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RelayTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    private final RecordedEventJson json = new RecordedEventJson(TestLog.JSON);
    private TestLog log;
    private Appender appender;
    private LogSignal signal;
    private TopicReader topic;

    @BeforeEach
    void freshLogAndTopic() {
        TopicReader.deleteTopic();
        log = new TestLog();
        appender = log.newAppender();
        signal = log.newSignal();
        topic = log.closedAtTheEnd(new TopicReader(kafka()));
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void every_event_is_in_the_topic_once_and_each_stream_in_order() {
        List<ListingId> listings = append(300);
        Relay relay = start();
        append(200);
        await().atMost(SOON).until(() -> topic.read().size() >= 1_000);
        relay.stop();
        assertThat(topic.positions()).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 1_000).boxed().toList());
        for (ListingId listing : listings) {
            assertThat(topic.read().stream().filter(record -> record.key().equals(listing.value()))
                    .map(record -> json.read(record.value()).envelope().version()))
                    .containsExactly(0L, 1L);
        }
        assertThat(applied()).isEqualTo(1_000);
    }

    @Test
    void a_record_says_what_it_is() {
        ListingId listing = append(1).getFirst();
        Relay relay = start();
        await().atMost(SOON).until(() -> topic.read().size() == 2);
        relay.stop();
        ConsumerRecord<String, byte[]> record = topic.read().getFirst();
        RecordedEvent event = json.read(record.value());
        assertThat(event).isEqualTo(log.log().read(0, 1).getFirst());
        assertThat(record.key()).isEqualTo(listing.value());
        assertThat(record.partition()).isEqualTo(EventTopic.partitionOf(listing.value()));
        assertThat(header(record.headers(), "ce_id")).isEqualTo(event.envelope().eventId());
        assertThat(header(record.headers(), "ce_type")).isEqualTo("listing.published");
        assertThat(header(record.headers(), "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record.headers(), "ce_time")).isEqualTo(event.envelope().occurredAt().toString());
        assertThat(EventRecords.at(record.headers())).isEqualTo(new LogPosition(1, 1));
    }

    @Nested
    class A_relay_that_begins_again {

        @Test
        void sends_nothing_twice() {
            append(50);
            Relay first = start();
            await().atMost(SOON).until(() -> applied() == 100);
            first.stop();
            append(50);
            Relay second = start();
            await().atMost(SOON).until(() -> applied() == 200);
            second.stop();
            assertThat(all()).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 200).boxed().toList());
        }

        @Test
        void finds_what_it_had_sent_but_not_noted() {
            append(50);
            Relay first = start();
            await().atMost(SOON).until(() -> applied() == 100);
            first.stop();
            assertThat(log.jdbc().update("delete from relay.progress")).isPositive();
            append(1);
            Relay second = start();
            await().atMost(SOON).until(() -> topic.positions().contains(102L));
            second.stop();
            assertThat(all()).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 102).boxed().toList());
        }

        @Test
        void passes_over_what_somebody_else_wrote_to_the_topic() throws Exception {
            append(20);
            Relay first = start();
            await().atMost(SOON).until(() -> applied() == 40);
            first.stop();
            for (int partition = 0; partition < EventTopic.PARTITIONS; partition++) {
                TopicReader.poison(partition, "no event of ours");
                TopicReader.poison(partition, "nor is this");
            }
            append(20);
            Relay second = start();
            await().atMost(SOON).until(() -> applied() == 80);
            second.stop();
            assertThat(all()).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 80).boxed().toList());
        }

        @Test
        void fills_a_topic_that_was_made_anew() {
            append(20);
            Relay first = start();
            await().atMost(SOON).until(() -> applied() == 40);
            first.stop();
            TopicReader.deleteTopic();
            Relay second = start();
            try (TopicReader fresh = new TopicReader(kafka())) {
                await().atMost(SOON).untilAsserted(() -> assertThat(fresh.positions()).hasSize(40));
            }
            second.stop();
        }

        @Test
        void goes_back_when_a_new_epoch_takes_positions_back() {
            append(10);
            Relay first = start();
            await().atMost(SOON).until(() -> applied() == 20);
            first.stop();
            log.jdbc().update("delete from eventstore.event where position > 15");
            log.jdbc().update("insert into eventstore.epoch (epoch, first_position, reason) values (2, 16, 'a test')");
            append(5);
            Relay second = start();
            await().atMost(SOON).until(() -> topic.read().size() == 30);
            second.stop();
            assertThat(topic.read().stream().map(record -> EventRecords.at(record.headers())).filter(at -> at.epoch() == 2)
                    .map(LogPosition::position))
                    .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(16, 25).boxed().toList());
        }
    }

    @Nested
    class Two_relays {

        @Test
        void take_turns() {
            Relay first = start();
            append(100);
            await().atMost(SOON).until(() -> applied() == 200);
            Relay second = start();
            append(100);
            await().atMost(SOON).until(() -> applied() == 400);
            first.stop();
            append(100);
            await().atMost(SOON).until(() -> applied() == 600);
            second.stop();
            assertThat(all()).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 600).boxed().toList());
        }
    }

    @Nested
    class Progress {

        @Test
        void tells_which_position_offsets_have_passed() {
            RelayProgress progress = new RelayProgress(log.dataSource());
            progress.store("t", new LogPosition(1, 10), vector(4, 6));
            progress.store("t", new LogPosition(1, 20), vector(9, 11));
            assertThat(progress.passed("t", vector(4, 5))).isEmpty();
            assertThat(progress.passed("t", vector(4, 6)).orElseThrow().at()).isEqualTo(new LogPosition(1, 10));
            assertThat(progress.passed("t", vector(100, 10)).orElseThrow().at()).isEqualTo(new LogPosition(1, 10));
            assertThat(progress.passed("t", vector(9, 11)).orElseThrow().ends()).isEqualTo(vector(9, 11));
            assertThat(progress.passed("another", vector(9, 11))).isEmpty();
        }

        @Test
        void is_thinned_out_behind() {
            RelayProgress progress = new RelayProgress(log.dataSource());
            log.jdbc().update("""
                    insert into relay.progress (topic, epoch, position, ends, stored_at)
                    select 't', 1, n, array[n], clock_timestamp() - case when n <= 2400 then interval '1 hour' else interval '0' end
                    from generate_series(1, 2500) n""");
            progress.thin();
            assertThat(log.jdbc().queryForList("select position from relay.progress order by 1", Long.class))
                    .startsWith(999L, 1_999L, 2_400L, 2_401L)
                    .hasSize(103);
        }
    }

    private static long[] vector(long first, long second) {
        long[] vector = new long[EventTopic.PARTITIONS];
        vector[0] = first;
        vector[1] = second;
        return vector;
    }

    private static String kafka() {
        return EmbeddedServers.kafka().bootstrapServers();
    }

    private Relay start() {
        Relay relay = new Relay(
                kafka(), log.log(), signal, new EventRecords(json), new ConsumerLedger(log.dataSource()), log.dataSource());
        relay.start();
        log.closedAtTheEnd(relay::stop);
        return relay;
    }

    /** Two events each. */
    private List<ListingId> append(int listings) {
        List<ListingId> ids = new ArrayList<>();
        for (int i = 0; i < listings; i++) {
            ListingId id = ListingId.next();
            appender.append(request(
                    event(id.value(), 0, new ListingEvent.Published(id)), event(id.value(), 1, new ListingEvent.Withdrawn(id))));
            ids.add(id);
        }
        return ids;
    }

    private long applied() {
        return log.jdbc().queryForList("select position from consumer.progress where consumer = 'relay.kafka'", Long.class)
                .stream().findFirst().orElse(0L);
    }

    /** Every position in the topic, read from its beginning until nothing more comes. */
    private static List<Long> all() {
        try (TopicReader reader = new TopicReader(kafka())) {
            List<Integer> sizes = new ArrayList<>();
            await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).until(() -> {
                sizes.add(reader.read().size());
                return sizes.size() > 5 && sizes.getLast() > 0
                        && Objects.equals(sizes.getLast(), sizes.get(sizes.size() - 4));
            });
            return reader.positions();
        }
    }

    private static String header(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
