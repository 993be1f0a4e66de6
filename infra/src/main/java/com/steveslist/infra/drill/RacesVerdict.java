package com.steveslist.infra.drill;

import java.util.ArrayList;
import java.util.List;

/** Whether each version had one winner and each loser was told exactly that. Each question counts what ought not to be. */
final class RacesVerdict {

    private final DrillLog log;
    private final String contested;
    private final RacesDrill.Plan plan;
    private final List<String> problems = new ArrayList<>();

    RacesVerdict(DrillLog log, String contested, RacesDrill.Plan plan) {
        this.log = log;
        this.contested = contested;
        this.plan = plan;
    }

    List<String> reach() {
        none("versions without exactly one winner and an exact conflict for everybody else", """
                select count(*) from (
                    select from generate_series(0, ? - 1) as wanted (version)
                    left join drill.answer a on a.stream = ? and a.version = wanted.version
                    group by wanted.version
                    having count(*) filter (where a.outcome = 'appended') <> 1
                        or count(*) filter (where a.outcome = 'conflict') <> ? - 1) wrong
                """, plan.versions(), contested, plan.threads());
        for (String other : otherAnswers()) {
            problems.add("answers other than these: " + other);
        }
        none("winners that are not in the log where it was said", """
                select count(*) from drill.answer a
                where a.outcome = 'appended' and not exists (
                    select from event e where e.position = a.position and e.event_id = a.event_id and e.version = a.version)
                """);
        none("losers in the log", """
                select count(*) from drill.answer a join event e on e.stream = a.stream and e.event_id = a.event_id
                where a.outcome <> 'appended'
                """);
        none("commands that a loser of their group harmed", """
                select (?::bigint * ?) - count(*) from drill.answer where stream <> ? and outcome = 'appended'
                """, plan.threads(), plan.versions(), contested);
        return problems;
    }

    private List<String> otherAnswers() {
        return log.sql().sql("""
                select format('%s %s at version %s of %s', count(*), outcome, version, stream) from drill.answer
                where outcome not in ('appended', 'conflict') group by outcome, version, stream order by 1 limit 10
                """).query(String.class).list();
    }

    private void none(String what, String query, Object... parameters) {
        long found = log.count(query, parameters);
        if (found != 0) {
            problems.add(found + " " + what);
        }
    }
}
