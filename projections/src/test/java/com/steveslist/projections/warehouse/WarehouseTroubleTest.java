package com.steveslist.projections.warehouse;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.projections.topic.RelayedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseTroubleTest {

    @TempDir
    private Path directory;

    @Test
    void an_exporter_that_cannot_write_tells_consumers_why_and_goes_on_once_it_can() throws Exception {
        Path inTheWay = Files.writeString(directory.resolve("warehouse"), "a file where the folder belongs");
        try (RelayedLog log = new RelayedLog(); LiveWarehouse _ = new LiveWarehouse(inTheWay, log)) {
            ListingId listing = ListingId.next();
            log.append(listing.value(), AccountId.next(), Instant.now(), new ListingEvent.Withdrawn(listing));

            await().atMost(2, MINUTES).untilAsserted(() -> assertThat(failures(log)).singleElement().asString().contains("Exception"));
            Files.delete(inTheWay);

            await().atMost(2, MINUTES).until(() -> log.applied("export.warehouse") == 1);
            await().atMost(2, MINUTES).untilAsserted(() -> assertThat(failures(log)).isEmpty());
        }
    }

    private static List<String> failures(RelayedLog log) {
        return log.jdbc().queryForList(
                "select failure from consumer.progress where consumer = 'export.warehouse' and failure is not null", String.class);
    }
}
