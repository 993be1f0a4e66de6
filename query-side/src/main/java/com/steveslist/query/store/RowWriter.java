package com.steveslist.query.store;

import com.steveslist.query.store.RowChanges.Passed;
import com.steveslist.query.store.RowChanges.Superseded;
import com.steveslist.query.store.ViewTable.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements that write changes of a view: its rows, and the states that they supersede to its history. */
final class RowWriter {

    private RowWriter() {}

    /**
     * @param statements to be run as one, so that each sees the table as it was before
     * @param parameters named ones of all of them
     */
    record Writing(List<String> statements, Map<String, Object> parameters) {}

    /** @param condition under which anything is written at all */
    static <V> Writing of(ViewTable<V> table, String consumer, RowChanges<V> changes, String condition) {
        List<String> statements = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        List<String> past = new ArrayList<>();
        if (!changes.superseded().isEmpty()) {
            past.add(superseded(table, changes.superseded(), parameters) + " where " + condition);
        }
        if (!changes.passed().isEmpty()) {
            past.add(passed(changes.passed(), parameters) + " where " + condition);
        }
        if (!past.isEmpty()) {
            statements.add("insert into " + table.historyName() + " (id, position, epoch, to_position, since, ended, body) "
                    + String.join(" union all ", past) + " on conflict (id, position) do nothing");
        }
        if (changes.aheadMillis() > 0) {
            parameters.put("ahead_of", consumer);
            parameters.put("ahead", changes.aheadMillis());
            statements.add("insert into views.history as known (consumer, from_position, ahead_millis) select :ahead_of, 0, :ahead where "
                    + condition + " on conflict (consumer) do update set ahead_millis = excluded.ahead_millis"
                    + " where known.ahead_millis < excluded.ahead_millis");
        }
        statements.add(saving(table, condition));
        rows(changes.rows(), parameters);
        return new Writing(statements, parameters);
    }

    /** Copied by the server, which has them. */
    private static String superseded(ViewTable<?> table, List<Superseded> states, Map<String, Object> parameters) {
        parameters.put("old_ids", states.stream().map(Superseded::id).toArray(String[]::new));
        parameters.put("old_positions", states.stream().mapToLong(state -> state.at().position()).toArray());
        parameters.put("old_untils", states.stream().mapToLong(Superseded::until).toArray());
        parameters.put("old_ended", ended(states.stream().map(Superseded::ended).toList()));
        return "select old.id, old.position, old.epoch, past.until, old.since, past.ended, old.body"
                + " from unnest(:old_ids, :old_positions, :old_untils, :old_ended) past (id, position, until, ended) join " + table.name()
                + " old on old.id = past.id and old.position = past.position";
    }

    private static <V> String passed(List<Passed<V>> states, Map<String, Object> parameters) {
        parameters.put("past_ids", states.stream().map(state -> state.row().id()).toArray(String[]::new));
        parameters.put("past_positions", states.stream().mapToLong(state -> state.row().at().position()).toArray());
        parameters.put("past_epochs", states.stream().mapToInt(state -> state.row().at().epoch()).toArray());
        parameters.put("past_untils", states.stream().mapToLong(Passed::until).toArray());
        parameters.put("past_sinces", states.stream().mapToLong(state -> state.row().since()).toArray());
        parameters.put("past_ended", ended(states.stream().map(Passed::ended).toList()));
        parameters.put("past_bodies", states.stream().map(state -> ViewJson.write(state.row().view())).toArray(String[]::new));
        return "select id, position, epoch, until, since, ended, body::jsonb from unnest(:past_ids, :past_positions, :past_epochs, :past_untils,"
                + " :past_sinces, :past_ended, :past_bodies) past (id, position, epoch, until, since, ended, body)";
    }

    private static boolean[] ended(List<Boolean> ended) {
        boolean[] flags = new boolean[ended.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = ended.get(i);
        }
        return flags;
    }

    /** A row that is further already stays. */
    private static String saving(ViewTable<?> table, String condition) {
        return """
                insert into %s as old (id, body, epoch, position, since)
                select id, body::jsonb, epoch, position, since
                from unnest(:ids, :bodies, :epochs, :positions, :sinces) new (id, body, epoch, position, since) where %s
                on conflict (id) do update
                set body = excluded.body, epoch = excluded.epoch, position = excluded.position, since = excluded.since
                where (old.epoch, old.position) < (excluded.epoch, excluded.position)
                """.formatted(table.name(), condition);
    }

    private static <V> void rows(Collection<Row<V>> rows, Map<String, Object> parameters) {
        parameters.put("ids", rows.stream().map(Row::id).toArray(String[]::new));
        parameters.put("bodies", rows.stream().map(row -> ViewJson.write(row.view())).toArray(String[]::new));
        parameters.put("epochs", rows.stream().mapToInt(row -> row.at().epoch()).toArray());
        parameters.put("positions", rows.stream().mapToLong(row -> row.at().position()).toArray());
        parameters.put("sinces", rows.stream().mapToLong(Row::since).toArray());
    }
}
