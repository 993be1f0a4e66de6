package com.steveslist.infra.effects;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Effects that are not done, for people and for metrics. Reads only rows that are due or failing, never the deadlines ahead. */
public final class EffectReport {

    private final JdbcClient jdbc;

    public EffectReport(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** @param oldest how long the oldest one that is due has waited; zero when none is */
    public record Kind(String kind, long due, Duration oldest, long failing) {}

    /** @param dueAt when it is tried next; null while it runs */
    public record Line(String id, String kind, int attempts, @Nullable OffsetDateTime dueAt, @Nullable String lastError) {}

    /** Every kind that has effects due or failing, or had some done. */
    public List<Kind> kinds() {
        return jdbc.sql("""
                with due as (
                    select kind, count(*) as due, extract(epoch from now() - min(due_at)) as oldest
                    from process.effect where done_at is null and due_at <= now() group by kind),
                failing as (
                    select kind, count(*) as failing from process.effect
                    where done_at is null and last_error is not null group by kind)
                select coalesce(due.kind, failing.kind) as kind, coalesce(due, 0) as due, coalesce(oldest, 0) as oldest,
                       coalesce(failing, 0) as failing
                from due full join failing on failing.kind = due.kind order by 1""").query((row, number) -> new Kind(
                row.getString("kind"),
                row.getLong("due"),
                Duration.ofMillis(Math.round(row.getDouble("oldest") * 1000)),
                row.getLong("failing")))
                .list();
    }

    /** Effects whose last run failed, the oldest first. */
    public List<Line> failing(int limit) {
        return lines("last_error is not null", limit);
    }

    /** Effects that are due and not done, the oldest first. */
    public List<Line> due(int limit) {
        return lines("due_at <= now()", limit);
    }

    /** How many effects are due and not done, or fail; zero says that nothing is under way but deadlines. */
    public long unfinished() {
        return jdbc.sql("select count(*) from process.effect where done_at is null and (due_at <= now() or last_error is not null)")
                .query(Long.class)
                .single();
    }

    /** Lets everything that failed and waits be tried again at once. Returns how many effects that are. */
    public int retryFailing() {
        return jdbc.sql("update process.effect set due_at = now() "
                + "where done_at is null and last_error is not null and worker is null and due_at > now()")
                .update();
    }

    private List<Line> lines(String condition, int limit) {
        return jdbc.sql("select id, kind, attempts, case when worker is null then due_at end as next, last_error from process.effect "
                + "where done_at is null and " + condition + " order by due_at limit :limit")
                .param("limit", limit)
                .query((row, number) -> new Line(
                        row.getString("id"),
                        row.getString("kind"),
                        row.getInt("attempts"),
                        row.getObject("next", OffsetDateTime.class),
                        row.getString("last_error")))
                .list();
    }
}
