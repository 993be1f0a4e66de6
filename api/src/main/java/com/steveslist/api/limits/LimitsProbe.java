package com.steveslist.api.limits;

import com.steveslist.api.security.Identity;
import com.steveslist.events.account.AccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Measures what a call pays for the limits, for {@code ./steveslist bench limits}, which runs it in a JVM of its own: prints a line a turn
 * with the nanoseconds of a call by one of many keys, a call by one busy key, and a call without a key.
 */
public final class LimitsProbe {

    private static final int KEYS = 10_000;
    private static final int THREADS = 4;

    private final RateLimits limits;
    private final List<Identity> keys = IntStream.range(0, KEYS)
            .mapToObj(i -> new Identity(AccountId.next(), Identity.Kind.KEY, "key_" + i, Set.of()))
            .toList();
    private final long turnNanos;

    private LimitsProbe(RateLimits limits, Duration turn) {
        this.limits = limits;
        this.turnNanos = turn.toNanos();
    }

    /** @param arguments JDBC URL, user, password, turns, seconds a turn */
    public static void main(String[] arguments) throws Exception {
        String schema = "security";
        Flyway.configure().dataSource(arguments[0], arguments[1], arguments[2]).schemas(schema).defaultSchema(schema)
                .locations("classpath:db/security").load().migrate();
        DataSource database = new DriverManagerDataSource(
                arguments[0] + (arguments[0].contains("?") ? "&" : "?") + "currentSchema=" + schema, arguments[1], arguments[2]);
        RateLimitSettings enough = new RateLimitSettings(
                RateLimitSettings.Mode.ON, Duration.ofMinutes(1), RateLimitSettings.MOST, RateLimitSettings.MOST, 600,
                RateLimitSettings.MOST, 20, 5, List.of(), ProxyHeader.X_FORWARDED);
        try (RateLimits limits = new RateLimits(enough, UnaryOperator.identity(), database)) {
            LimitsProbe probe = new LimitsProbe(limits, Duration.ofSeconds(Long.parseLong(arguments[4])));
            for (int turn = 0; turn < Integer.parseInt(arguments[3]); turn++) {
                System.out.printf("%d %d %d%n", probe.nanos(true), probe.nanos(false), probe.nanosWithoutKey());
            }
        }
    }

    private long nanos(boolean many) throws Exception {
        return measure(i -> limits.take(Budget.READS, keys.get(many ? i % KEYS : 0), "203.0.113.9"));
    }

    private long nanosWithoutKey() throws Exception {
        return measure(i -> limits.take(Budget.READS, null, "203.0.113.9"));
    }

    private interface Call {
        Verdict make(int number);
    }

    /** Each thread's own time a call, headers included. */
    private long measure(Call call) throws Exception {
        List<Future<Long>> threads = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread * KEYS / THREADS;
                Callable<Long> work = () -> nanosOf(call, first);
                threads.add(pool.submit(work));
            }
        }
        long sum = 0;
        for (Future<Long> thread : threads) {
            sum += thread.get();
        }
        return sum / THREADS;
    }

    private long nanosOf(Call call, int first) {
        long begin = System.nanoTime();
        long calls = 0;
        while (System.nanoTime() - begin < turnNanos) {
            call.make(first + (int) (calls % KEYS)).tell((name, value) -> {});
            calls++;
        }
        return (System.nanoTime() - begin) / calls;
    }
}
