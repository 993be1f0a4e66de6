package com.steveslist.infra.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The states of processes as JSON texts. */
final class ProcessStateTable {

    private final JdbcTemplate jdbc;

    /** @param dataSource of the transactions in which processes step */
    ProcessStateTable(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** By instance; those that have no state yet are absent. */
    Map<String, String> load(String process, Collection<String> instances) {
        Map<String, String> states = new HashMap<>();
        jdbc.query(
                "select instance, state::text from process.process_state where process = ? and instance = any (?)",
                row -> {
                    states.put(row.getString(1), row.getString(2));
                },
                process,
                instances.toArray(String[]::new));
        return states;
    }

    void save(String process, Map<String, String> states) {
        jdbc.update("""
                insert into process.process_state (process, instance, state)
                select ?, instance, state from unnest(?::text[], ?::jsonb[]) as changed (instance, state)
                on conflict (process, instance) do update set state = excluded.state, updated_at = now()""",
                process, states.keySet().toArray(String[]::new), states.values().toArray(String[]::new));
    }
}
