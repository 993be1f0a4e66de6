package com.steveslist.infra.eventstore;

import com.steveslist.infra.postgres.Pools;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the epochs of the log, starts one, and names the events that a failover took back. */
@Command(name = "epoch", description = "Show the epochs of the log; start one; name the events that a failover lost.",
        mixinStandardHelpOptions = true)
public final class EpochCommand implements Callable<Integer> {
    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(5);

    @Override
    public Integer call() {
        try (HikariDataSource log = open("primary")) {
            System.out.println("EPOCH  FIRST POSITION  STARTED                        REASON");
            JdbcClient.create(log).sql("select epoch, first_position, started_at::text, reason from epoch order by epoch").query(row -> {
                System.out.printf(Locale.ROOT, "%5d  %14d  %-29s  %s%n", row.getInt(1), row.getLong(2), row.getString(3), row.getString(4));
            });
        }
        return 0;
    }

    /** After a promotion or a restore that was done without {@code failover} or {@code restore}. */
    @Command(name = "start", mixinStandardHelpOptions = true,
            description = "After a standby was promoted or a backup restored by other means; before the application runs again.")
    int start(
            @Option(names = "--reason", required = true, description = "Kept with the epoch.") String reason,
            @Option(names = "--at-least", defaultValue = "1",
                    description = "When a higher epoch than the log knows was in use.") int atLeast) {
        try (HikariDataSource log = open("primary")) {
            Integer started = JdbcClient.create(log).sql("select started from start_epoch(?, ?)").params(reason, atLeast)
                    .query(Integer.class).single();
            System.out.println("epoch " + started + " has begun");
        }
        return 0;
    }

    /** One line an event. */
    @Command(name = "lost", mixinStandardHelpOptions = true,
            description = "Name the events of the old primary, started again as a reader, that the log does not have.",
            exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:none is lost", "1:some are"})
    int lost() {
        List<Epochs.Epoch> epochs;
        try (HikariDataSource log = open("primary")) {
            epochs = new StoredEvents(log).epochs().all();
        }
        long lost = 0;
        try (HikariDataSource old = open("secondary")) {
            for (Epochs.Epoch epoch : epochs.stream().filter(epoch -> epoch.number() > 1).toList()) {
                List<String> events = JdbcClient.create(old).sql("""
                        select epoch || ':' || position || ' ' || stream || ' ' || version || ' ' || type || ' ' || event_id
                        from event where epoch < ? and position >= ? order by position
                        """).params(epoch.number(), epoch.firstPosition()).query(String.class).list();
                events.forEach(System.out::println);
                lost += events.size();
            }
        }
        System.out.println(lost == 0 ? "nothing is lost" : lost + " events are lost");
        return lost == 0 ? 0 : 1;
    }

    private static HikariDataSource open(String which) {
        String url = System.getProperty("steveslist.postgres.url", "");
        if (url.isBlank()) {
            throw new IllegalStateException("nothing is running here: start it with ./steveslist up");
        }
        if ("secondary".equals(which) && !url.contains("targetServerType=primary")) {
            throw new IllegalStateException("this stack has one PostgreSQL only: up --standby=… makes two");
        }
        return Pools.pool("epoch", url.replace("targetServerType=primary", "targetServerType=" + which),
                System.getProperty("steveslist.postgres.user", ""), System.getProperty("steveslist.postgres.password", ""),
                LogAddress.SCHEMA,
                1, STATEMENT_TIMEOUT);
    }
}
