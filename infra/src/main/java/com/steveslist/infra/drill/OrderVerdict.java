package com.steveslist.infra.drill;

import java.util.ArrayList;
import java.util.List;

/** Holds what everybody was told and saw against the log. Each question counts what ought not to be. */
final class OrderVerdict {

    private final DrillLog log;
    private final List<String> problems = new ArrayList<>();

    OrderVerdict(DrillLog log) {
        this.log = log;
    }

    List<String> reach(List<String> readers) {
        none("positions of the log that are missing between 1 and its end",
                "select coalesce(max(position), 0) - count(*) from event");
        none("streams of the log whose versions have gaps",
                "select count(*) from (select from event group by stream having count(*) <> max(version) + 1) stream");
        none("acknowledged events that are not in the log where it was said", """
                select count(*) from drill.answer a
                where a.outcome = 'appended'
                  and not exists (select from event e where e.position = a.position and e.event_id = a.event_id)
                """);
        none("events in the log although it was said that they are not", """
                select count(*) from drill.answer a join event e on e.stream = a.stream and e.event_id = a.event_id
                where a.outcome not in ('appended', 'unknown')
                """);
        none("answers that no appender should give",
                "select count(*) from drill.answer where outcome not in ('appended', 'refused', 'unknown')");
        none("events in the log that were rolled back", "select count(*) from event where event_id like ? || '%'", Disturbance.NEVER);
        none("events in the log that nobody asked for", """
                select count(*) from event e
                where not exists (select from drill.answer a where a.event_id = e.event_id and a.outcome in ('appended', 'unknown'))
                """);
        none("events that were parked", "select count(*) from consumer.parked_event");
        readers.forEach(this::reader);
        return problems;
    }

    private void reader(String reader) {
        none(reader + ": positions that are not one more than the one before", """
                select count(*) from drill.seen s where s.reader = ? and s.position <> s.place
                """, reader);
        none(reader + ": events of the log that it did not see", """
                select count(*) from event e
                where not exists (select from (select position, event_id from drill.seen where reader = ?) s
                                  where s.position = e.position and s.event_id = e.event_id)
                """, reader);
        none(reader + ": more or fewer than the log has", """
                select abs((select count(*) from drill.seen where reader = ?) - (select count(*) from event))
                """, reader);
        none(reader + ": events between its last position and the log's end", """
                select abs(p.position - (select max(position) from event)) from consumer.progress p where p.consumer = ?
                """, reader);
    }

    private void none(String what, String query, Object... parameters) {
        long found = log.count(query, parameters);
        if (found != 0) {
            problems.add(found + " " + what);
        }
    }
}
