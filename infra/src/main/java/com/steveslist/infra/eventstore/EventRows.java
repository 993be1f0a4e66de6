package com.steveslist.infra.eventstore;

import com.steveslist.infra.serialization.StoredEvent;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reads events by conditions of others, who know tables of their own beside the log's. */
public final class EventRows {

    private final NamedParameterJdbcTemplate jdbc;

    /** @param dataSource a pool of the reader's own, so that commands never wait for it */
    public EventRows(DataSource dataSource) {
        this.jdbc = new NamedParameterJdbcTemplate(dataSource);
    }

    /** @param from what a select has after that word; the event is called {@code e} there, and its table {@code eventstore.event} */
    public List<StoredEvent> select(String from, Map<String, ?> parameters) {
        return jdbc.query("select " + StoredEvents.COLUMNS + " from " + from, parameters, (row, n) -> StoredEvents.event(row));
    }
}
