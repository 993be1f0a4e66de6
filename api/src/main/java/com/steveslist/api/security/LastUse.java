package com.steveslist.api.security;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When keys and sessions were used last, to half a minute: noted in memory, which costs a request next to nothing, and written in
 * batches. A node that is killed forgets what it had not written yet.
 */
@Component
final class LastUse implements Chore {

    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final int MOST = 100_000;

    private final JdbcClient jdbc;
    private final Map<Noted, Long> noted = new ConcurrentHashMap<>();

    private record Noted(Identity.Kind kind, String credentialId) {}

    LastUse(@Qualifier("securityJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The first use since the last batch stands for all of them. A program's token lives for minutes; nobody lists its uses. */
    void note(Identity identity) {
        if (identity.kind() == Identity.Kind.PROGRAM) {
            return;
        }
        Noted use = new Noted(identity.kind(), identity.credentialId());
        if (!noted.containsKey(use) && noted.size() < MOST) {
            noted.putIfAbsent(use, System.currentTimeMillis());
        }
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void run() {
        write(Identity.Kind.KEY, "api_keys");
        write(Identity.Kind.SESSION, "sessions");
    }

    @Override
    public void end() {
        run();
    }

    /** In the order of ids, so that two nodes cannot wait for each other. */
    private void write(Identity.Kind kind, String table) {
        List<Map.Entry<Noted, Long>> batch = noted.entrySet().stream()
                .filter(use -> use.getKey().kind() == kind)
                .map(use -> Map.entry(use.getKey(), use.getValue()))
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Noted::credentialId)))
                .toList();
        if (batch.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        with used as (
                            select id, to_timestamp(millis / 1000.0) as used_at from unnest(?::text[], ?::bigint[]) as noted (id, millis)
                        ), locked as (
                            select id, used_at from used join %1$s using (id) order by id for update of %1$s
                        )
                        update %1$s set last_used_at = greatest(last_used_at, used_at) from locked where %1$s.id = locked.id"""
                .formatted(table))
                .params(
                        batch.stream().map(use -> use.getKey().credentialId()).toArray(String[]::new),
                        batch.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                .update();
        batch.forEach(use -> noted.remove(use.getKey(), use.getValue()));
    }
}
