package com.steveslist.projections.warehouse;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.relay.EventTopic;
import com.steveslist.projections.topic.RelayedLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of the topic that are no events. */
class WarehousePoisonTest {

    private static final AccountId SELLER = AccountId.next();

    @TempDir
    private Path directory;

    private RelayedLog log;
    private LiveWarehouse warehouse;

    @BeforeEach
    void a_warehouse() {
        log = new RelayedLog();
        warehouse = new LiveWarehouse(directory, log);
    }

    @AfterEach
    void stop() {
        warehouse.close();
        log.close();
    }

    @Test
    void are_parked_and_their_partition_goes_on() {
        ListingId listing = ListingId.next();
        int partition = EventTopic.partitionOf(listing.value());
        withdrawn(listing);
        await().atMost(2, MINUTES).until(() -> events() == 1);

        RelayedLog.poison(partition, "no JSON", "{");
        RelayedLog.poison(partition, null, null);
        RelayedLog.poison(partition, "no date", "{\"epoch\": 1, \"position\": 2, \"data\": {}}");
        RelayedLog.poison(partition, "far ahead", """
                {"epoch": 1, "position": 1000000, "stream": "s", "version": 0, "event_id": "e", "type": "t", "type_version": 1, "owner": "o",
                 "recorded_at": "2026-11-02T10:00:00Z", "occurred_at": "2026-11-02T10:00:00Z", "data": {}}""");
        withdrawn(listing);

        await().atMost(2, MINUTES).until(() -> events() == 2);
        assertThat(log.jdbc().queryForList(
                "select lane from consumer.parked_event where consumer = 'export.warehouse' and type = 'unreadable'", String.class))
                .containsExactlyInAnyOrder("no JSON", "no key", "no date", "far ahead");
        await().atMost(2, MINUTES).until(() -> log.applied("export.warehouse") == 2);
    }

    private void withdrawn(ListingId listing) {
        log.append(listing.value(), SELLER, Instant.now(), new ListingEvent.Withdrawn(listing));
    }

    private long events() {
        try {
            List<?> row = new Warehouse(directory).ask("select count(*) from events").rows().getFirst();
            return Long.parseLong(String.valueOf(row.getFirst()));
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}
