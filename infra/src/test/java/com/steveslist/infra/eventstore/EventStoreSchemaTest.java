package com.steveslist.infra.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.eventstore.append.Appender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStoreSchemaTest {

    private TestLog log;

    @BeforeEach
    void freshLog() {
        log = new TestLog();
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void a_second_node_finds_the_schema_ready() {
        assertThatCode(() -> EventStoreSchema.prepare(log.address())).doesNotThrowAnyException();
    }

    @Test
    void no_session_of_the_appender_is_left_in_a_transaction() {
        Appender appender = log.newAppender();
        ListingId listing = ListingId.next();
        appender.append(TestLog.request(TestLog.event(listing.value(), 0, new ListingEvent.Published(listing))));
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            List<Map<String, Object>> sessions = log.jdbc().queryForList("select state from pg_stat_activity"
                    + " where application_name = 'steveslist-appender' and datname = current_database()");
            assertThat(sessions).isNotEmpty().allSatisfy(session -> assertThat(session.get("state")).isEqualTo("idle"));
        });
    }
}
