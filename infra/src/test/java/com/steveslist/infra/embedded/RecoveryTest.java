package com.steveslist.infra.embedded;

import static com.steveslist.infra.eventstore.TestLog.event;
import static com.steveslist.infra.eventstore.TestLog.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.eventstore.TestLog;
import com.steveslist.infra.eventstore.append.Appender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./steveslist drill restore}: the log as it was at a moment, in an epoch that was never used. */
class RecoveryTest {
    private OwnServer server;
    private WalArchive archive;
    private Path base;
    private Instant moment;

    @BeforeEach
    void ten_events_in_the_base_backup_five_behind_it_and_then_three_more(@TempDir Path directory) throws Exception {
        server = new OwnServer(directory.resolve("postgres")).start();
        server.server().createDatabase("steveslist");
        archive = new WalArchive(directory.resolve("backup dir/wal"));
        base = directory.resolve("backup dir/data");
        try (TestLog log = new TestLog(server.log())) {
            Appender appender = log.newAppender();
            write(appender, 10);
            archive.continueFrom(server.server());
            BaseBackup.copy(server.server(), base, Set.of());
            write(appender, 5);
            moment = log.jdbc().queryForList("select clock_timestamp()", OffsetDateTime.class).getFirst().toInstant();
            write(appender, 3);
        }
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void brings_a_moment_back_again_and_again_each_time_in_a_new_epoch() throws Exception {
        archive.complete(server.server());
        archive.complete(server.server());
        assertThat(restored(moment)).isEqualTo(new LogPosition(2, 15));
        assertThat(writeOne()).isEqualTo(new LogPosition(2, 16));
        archive.complete(server.server());
        assertThat(restored(moment)).isEqualTo(new LogPosition(3, 15));
    }

    @Test
    void brings_back_all_that_a_server_that_was_killed_had_committed() throws Exception {
        assertThat(restored(null)).isEqualTo(new LogPosition(2, 18));
        assertThat(writeOne()).isEqualTo(new LogPosition(2, 19));
    }

    @Test
    void brings_the_archived_part_back_on_a_machine_that_has_nothing(@TempDir Path elsewhere) throws Exception {
        archive.complete(server.server());
        server.kill();
        try (OwnServer another = new OwnServer(elsewhere.resolve("postgres"))) {
            server = another;
            assertThat(restored(null)).isEqualTo(new LogPosition(2, 18));
        }
    }

    @Test
    void leaves_everything_as_it_was_when_the_archive_does_not_reach_that_far() throws Exception {
        archive.complete(server.server());
        server.kill();
        assertThatThrownBy(() -> recover(Instant.now().plusSeconds(3_600))).isInstanceOf(ServerException.class)
                .hasMessageContaining("before configured recovery target was reached");
        server.start();
        assertThat(writeOne()).isEqualTo(new LogPosition(1, 19));
    }

    private LogPosition restored(@Nullable Instant until) throws Exception {
        server.kill();
        archive.rescue(server.server());
        recover(until);
        server.start();
        try (TestLog log = new TestLog(server.log())) {
            return log.log().last();
        }
    }

    private void recover(@Nullable Instant until) throws IOException {
        List<String> epochs = new ArrayList<>();
        Recovery.run(server.server(), base, archive, until, recovered -> {
            epochs.add(StandbyServer.startEpoch(recovered, "a test").epoch().orElseThrow());
            archive.complete(recovered);
        });
        assertThat(epochs).hasSize(1);
    }

    private LogPosition writeOne() throws Exception {
        try (TestLog log = new TestLog(server.log())) {
            return write(log.newAppender(), 1);
        }
    }

    private static LogPosition write(Appender appender, int count) {
        LogPosition last = LogPosition.START;
        for (int i = 0; i < count; i++) {
            ListingId id = ListingId.next();
            last = TestLog.appended(appender.append(request(event(id.value(), 0, new ListingEvent.Published(id))))).last();
        }
        return last;
    }
}
