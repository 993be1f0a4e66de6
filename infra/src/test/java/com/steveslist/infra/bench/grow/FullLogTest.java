package com.steveslist.infra.bench.grow;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.bench.BenchLog;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.LogAddress;
import com.steveslist.infra.serialization.EventJson;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is loaded by COPY must be what an appender would have written. */
class FullLogTest {

    @Test
    void a_loaded_log_reads_like_any_other_and_goes_on() throws Exception {
        try (BenchLog log = new BenchLog()) {
            FullLog.ofSales(log, "test", 2_000);
            AtomicLong next = new AtomicLong();
            new EventLog(log.pool("read", LogAddress.SCHEMA, 2), new EventJson())
                    .replay(0, 500,
                            page -> page.forEach(event -> assertThat(event.envelope().position()).isEqualTo(next.incrementAndGet())));
            assertThat(next).hasValue(2_000);
            assertThat(log.jdbc().queryForObject("select count(*) from event where version > 0 and not exists (select from event e "
                    + "where e.stream = event.stream and e.version = event.version - 1 and e.position < event.position)", Long.class))
                    .as("events before their predecessors").isZero();
            assertThat(log.jdbc().queryForObject("select bool_and(recorded_at <= now()) and bool_and(metadata = '{}') and "
                    + "bool_and(owner = any (parties)) from event", Boolean.class)).isTrue();
            try (CommandNode node = new CommandNode(log.address())) {
                ListingId listing = ListingId.next();
                node.create(listing, AccountId.next());
                assertThat(node.find(listing).quantity()).isEqualTo(1);
            }
        }
    }

    @Test
    void a_long_listing_can_be_changed_by_one_node_and_then_by_another() throws Exception {
        ListingId listing = ListingId.next();
        AccountId seller = AccountId.next();
        try (BenchLog log = new BenchLog()) {
            FullLog.ofOneListing(log, listing, seller, 250);
            try (CommandNode here = new CommandNode(log.address()); CommandNode there = new CommandNode(log.address())) {
                here.change(listing, seller, 1_000);
                there.change(listing, seller, there.find(listing).quantity() + 1);
                assertThat(here.find(listing).quantity()).isEqualTo(1_001);
            }
        }
    }
}
