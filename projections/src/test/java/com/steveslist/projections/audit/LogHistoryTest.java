package com.steveslist.projections.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.log.LogPosition;
import com.steveslist.infra.bench.BenchLog;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.eventstore.EventRows;
import com.steveslist.infra.postgres.Pools;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.query.audit.HistoryFilter;
import com.steveslist.query.audit.PastEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Searching the log, held against looking at every event. {@code -Dhistory.events=…} makes it a larger one, and says what took how long. */
class LogHistoryTest {

    private static final long EVENTS = Long.getLong("history.events", 20_000);
    private static final long SEED = new Random().nextLong();
    private static final List<String> TYPES = List.of("listing.published", "listing.withdrawn", "listing.sold_out");

    private static final BenchLog LOG = new BenchLog();
    private static final DataSource POOL = LOG.pool("history", null, 2);
    private static final EventLog ALL = new EventLog(LOG.pool("log", "eventstore", 2), new EventJson());
    private static final LogHistory HISTORY = new LogHistory(ALL, new EventRows(POOL));
    private static final AuditIndex INDEX = new AuditIndex(POOL);

    @BeforeAll
    static void fill() {
        Pools.migrate(LOG.address().url(), LOG.address().user(), LOG.address().password(), "audit", "classpath:db/audit");
        LOG.jdbc().update("""
                insert into event (position, epoch, stream, version, event_id, type, type_version, recorded_at, occurred_at, owner, parties,
                                   actor_kind, actor_id, request_id, correlation_id, caused_by, metadata, payload)
                select n, 1, 'lst_' || lpad((n % 997)::text, 26, '0'), n / 997, 'e' || n,
                       (array['listing.published', 'listing.withdrawn', 'listing.sold_out'])[1 + n % 3], 1,
                       timestamptz '2026-11-23 10:00Z' + n * interval '1 millisecond', timestamptz '2026-11-23 10:00Z',
                       account, case when n % 2 = 0 then array[account] else array[account, other] end,
                       (array['account', 'key', 'saga'])[1 + n % 3],
                       (array[account, 'key_' || lpad((n % 89)::text, 26, '0'), 'process.checkout'])[1 + n % 3],
                       'req-' || n / 5, case when n % 4 = 0 then 'chk-' || n / 11 else 'req-' || n / 5 end, null, '{"command": "listing.change"}',
                       convert_to('{"listing_id":"lst_' || lpad((n % 997)::text, 26, '0') || '"}', 'UTF8')
                from generate_series(1, ?) n,
                     lateral (select 'acct_' || lpad((n % 101)::text, 26, '0'), 'acct_' || lpad((n * 7 % 103)::text, 26, '0')) as p (account, other)
                """, EVENTS);
        LOG.jdbc().execute("analyze event");
        long begun = System.nanoTime();
        ALL.replay(0, 500, INDEX::apply);
        say("noting %,d events", EVENTS, begun);
        LOG.jdbc().execute("analyze audit.mention");
    }

    @AfterAll
    static void close() throws Exception {
        LOG.close();
    }

    private static void say(String what, long events, long begun) {
        if (Long.getLong("history.events") != null) {
            System.out.printf(what + ": %,d ms%n", events, (System.nanoTime() - begun) / 1_000_000);
        }
    }

    @Test
    void finds_what_looking_at_every_event_finds_whatever_is_asked() {
        List<RecordedEvent> all = ALL.read(0, (int) Math.min(EVENTS, 10_000));
        long last = all.getLast().position();
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            HistoryFilter filter = filter(random, all.get(random.nextInt(all.size())).envelope());
            long from = 1 + random.nextLong(last);
            long to = random.nextBoolean() ? last : Math.min(last, from + random.nextLong(2_000));
            boolean newestFirst = random.nextBoolean();
            int limit = 1 + random.nextInt(50);
            List<Long> expected = new ArrayList<>(all.stream()
                    .map(RecordedEvent::envelope)
                    .filter(event -> event.position() >= from && event.position() <= to)
                    .filter(wanted(filter))
                    .map(EventEnvelope::position)
                    .toList());
            if (newestFirst) {
                Collections.reverse(expected);
            }
            long begun = System.nanoTime();
            List<PastEvent> found = HISTORY.page(filter, from, to, newestFirst, limit);
            if ((System.nanoTime() - begun) / 1_000_000 > 20) {
                say(filter + " of %,d", EVENTS, begun);
            }
            assertThat(found.stream().map(PastEvent::position).toList())
                    .as("seed %d: %s from %d to %d", SEED, filter, from, to)
                    .isEqualTo(expected.stream().limit(limit).toList());
        }
    }

    private static HistoryFilter filter(Random random, EventEnvelope event) {
        return new HistoryFilter(
                random.nextInt(3) == 0 ? event.parties().getLast() : null,
                random.nextInt(3) == 0 ? new HashSet<>(List.of(event.type(), TYPES.get(random.nextInt(3)))) : Set.of(),
                random.nextInt(4) == 0 ? event.stream() : null,
                random.nextInt(4) == 0 ? about(random, event) : null,
                random.nextInt(4) == 0 ? event.requestId() : null,
                random.nextInt(4) == 0 ? event.correlationId() : null);
    }

    private static @Nullable String about(Random random, EventEnvelope event) {
        boolean byActor = random.nextBoolean() && !event.actor().id().startsWith("process");
        return byActor ? event.actor().id() : event.owner().value();
    }

    private static Predicate<EventEnvelope> wanted(HistoryFilter filter) {
        return event -> (filter.viewer() == null || event.parties().contains(filter.viewer()))
                && (filter.types().isEmpty() || filter.types().contains(event.type()))
                && (filter.stream() == null || filter.stream().equals(event.stream()))
                && (filter.about() == null || event.parties().stream().map(AccountId::value).anyMatch(filter.about()::equals)
                        || filter.about().equals(event.actor().id()))
                && (filter.requestId() == null || filter.requestId().equals(event.requestId()))
                && (filter.correlationId() == null || filter.correlationId().equals(event.correlationId()));
    }

    @Test
    void a_request_among_all_events_is_found_without_looking_at_all() {
        long begun = System.nanoTime();
        assertThat(HISTORY.page(HistoryFilter.ofRequest("req-" + EVENTS / 10, null), 1, EVENTS, false, 100)).hasSize(5);
        say("a request among %,d", EVENTS, begun);
        String plan = String.join("\n", LOG.jdbc().queryForList(
                "explain select e.payload from audit.mention m join eventstore.event e on e.position = m.position"
                        + " where m.key = 1 and m.position between 1 and 1000000000 and e.request_id = 'x' order by m.position limit 100",
                String.class));
        assertThat(plan).contains("mention_pkey", "event_pk").doesNotContain("Seq Scan");
    }

    @Test
    void what_two_accounts_share_is_found_without_reading_what_only_the_other_has() {
        AccountId viewer = AccountId.next();
        String busy = ALL.read(0, 1).getFirst().envelope().owner().value();
        HistoryFilter shared = new HistoryFilter(viewer, Set.of(), null, busy, null, null);
        assertThat(HISTORY.page(shared, 1, EVENTS, true, 10)).isEmpty();

        LOG.jdbc().execute("insert into audit.mention (key, position) values (" + Mentions.key(viewer.value()) + ", 1)");
        assertThat(HISTORY.page(shared, 1, EVENTS, true, 10)).isEmpty();
        String plan = String.join("\n", LOG.jdbc().queryForList(
                "explain select e.payload from audit.mention m join eventstore.event e on e.position = m.position"
                        + " where m.key = 1 and m.position between 1 and 1000000000"
                        + " and exists (select from audit.mention o where o.key = 2 and o.position = m.position offset 0)"
                        + " order by m.position limit 100",
                String.class));
        assertThat(plan).contains("mention_pkey", "event_pk", "SubPlan").doesNotContain("Seq Scan");
    }

    @Test
    void noting_events_again_changes_nothing_and_a_row_that_points_at_another_event_finds_nothing() {
        long before = count();
        INDEX.apply(ALL.read(0, 500));
        assertThat(count()).isEqualTo(before);

        LOG.jdbc().execute("insert into audit.mention (key, position) values (" + Mentions.key("req-none") + ", 7)");
        assertThat(HISTORY.page(HistoryFilter.ofRequest("req-none", null), 1, EVENTS, true, 10)).isEmpty();
    }

    @Test
    void it_knows_where_the_log_ends_and_where_it_was_at_a_moment() {
        EventEnvelope tenth = ALL.read(9, 1).getFirst().envelope();

        assertThat(HISTORY.end()).isEqualTo(new LogPosition(1, EVENTS));
        assertThat(HISTORY.lastEvent()).isEqualTo(new LogPosition(1, EVENTS));
        assertThat(HISTORY.placeAt(tenth.recordedAt())).isEqualTo(tenth.at());
    }

    private static long count() {
        Long count = LOG.jdbc().queryForObject("select count(*) from audit.mention", Long.class);
        return count == null ? 0 : count;
    }
}
