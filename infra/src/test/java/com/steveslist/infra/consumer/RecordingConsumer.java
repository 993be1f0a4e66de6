package com.steveslist.infra.consumer;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps a row for every {@code listing.published} and {@code listing.withdrawn} that it sees, and fails at the positions it is told. */
final class RecordingConsumer implements LogConsumer {

    private final String name;
    private final JdbcTemplate sql;
    private final Set<Long> poison = ConcurrentHashMap.newKeySet();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private volatile Runnable before = () -> {};
    private volatile @Nullable Runnable afterLooking;

    RecordingConsumer(String name, DataSource dataSource) {
        this.name = name;
        this.sql = new JdbcTemplate(dataSource);
        sql.execute("create table if not exists consumer.seen (position bigint, stream text, n bigserial)");
    }

    void failAt(long position) {
        poison.add(position);
    }

    void recover() {
        poison.clear();
    }

    /** Runs inside the transaction, after the rows of a batch were written. */
    void beforeTheEndOfABatch(Runnable action) {
        before = action;
    }

    /** From now on it says what it would change, and this runs between its looking and its change. */
    void changeInOneStatement(Runnable action) {
        afterLooking = action;
    }

    @Override
    public Optional<Change> change(List<RecordedEvent> events) {
        Runnable action = afterLooking;
        if (action == null) {
            return Optional.empty();
        }
        action.run();
        return Optional.of(new Change(
                """
                insert into consumer.seen (position, stream)
                select position, stream from unnest(:seen, :streams) with ordinality new (position, stream, n)
                where exists (select from moved) and 1 / (case when position = any (:poison) then 0 else 1 end) = 1 order by n
                """,
                Map.of(
                        "seen", events.stream().mapToLong(RecordedEvent::position).toArray(),
                        "streams", events.stream().map(event -> event.envelope().stream()).toArray(String[]::new),
                        "poison", poison.stream().mapToLong(position -> position).toArray())));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> lane(RecordedEvent event) {
        boolean ours = event.event() instanceof ListingEvent.Published || event.event() instanceof ListingEvent.Withdrawn;
        return ours ? Optional.of(event.envelope().stream()) : Optional.empty();
    }

    @Override
    public void apply(List<RecordedEvent> events) {
        sizes.add(events.size());
        for (RecordedEvent event : events) {
            sql.update("insert into consumer.seen (position, stream) values (?, ?)", event.position(), event.envelope().stream());
            if (poison.contains(event.position())) {
                // An error of the database, so that what follows needs the savepoint.
                sql.execute("select 1 / 0");
            }
        }
        before.run();
    }

    /** The positions applied, in the order of being applied. */
    List<Long> seen() {
        return sql.queryForList("select position from consumer.seen order by n", Long.class);
    }

    List<Long> seenOf(String stream) {
        return sql.queryForList("select position from consumer.seen where stream = ? order by n", Long.class, stream);
    }

    /** How many events each call was given. */
    List<Integer> sizes() {
        return sizes;
    }
}
