package com.steveslist.projections.audit;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.infra.consumer.LogConsumer;
import com.steveslist.query.audit.EventHistory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Notes what every event can be found by: one statement a batch, which changes nothing when it is run again. */
final class AuditIndex implements LogConsumer {

    /** Under load, a question that waits for it waits this much longer at most. */
    private static final Duration PACE = Duration.ofMillis(100);

    private static final String NOTE = """
            insert into audit.mention (key, position)
            select key, position from unnest(:keys, :at) as new (key, position) where %s
            on conflict do nothing
            """;

    private final NamedParameterJdbcTemplate jdbc;

    AuditIndex(DataSource dataSource) {
        this.jdbc = new NamedParameterJdbcTemplate(dataSource);
    }

    @Override
    public String name() {
        return EventHistory.CONSUMER;
    }

    @Override
    public Duration pace() {
        return PACE;
    }

    @Override
    public Optional<String> lane(RecordedEvent event) {
        return Optional.of(event.envelope().stream());
    }

    @Override
    public void apply(List<RecordedEvent> events) {
        jdbc.update(NOTE.formatted("true"), mentions(events));
    }

    @Override
    public Optional<Change> change(List<RecordedEvent> events) {
        return Optional.of(new Change(NOTE.formatted("exists (select from moved)"), mentions(events)));
    }

    private static Map<String, ?> mentions(List<RecordedEvent> events) {
        LongStream.Builder keys = LongStream.builder();
        LongStream.Builder at = LongStream.builder();
        for (RecordedEvent event : events) {
            for (String id : Mentions.of(event.envelope())) {
                keys.add(Mentions.key(id));
                at.add(event.position());
            }
        }
        return Map.of("keys", keys.build().toArray(), "at", at.build().toArray());
    }
}
