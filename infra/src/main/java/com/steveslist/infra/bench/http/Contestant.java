package com.steveslist.infra.bench.http;

import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.embedded.ServerException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One of the applications that are compared, and how one sees in its database that it has done all that its calls led to. */
final class Contestant implements AutoCloseable {

    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Application application;
    private final String apiKey;
    private final ListingCalls calls;
    private final JdbcTemplate sql;
    private final String settled;
    private boolean warm;

    /** @param settled a query that answers true when nothing is left to be done */
    Contestant(Application application, String apiKey, EmbeddedServers.Database database, String settled) {
        this.application = application;
        this.apiKey = apiKey;
        this.calls = new ListingCalls(application.uri(), apiKey);
        this.sql = new JdbcTemplate(new DriverManagerDataSource(database.url(), database.user(), database.password()));
        this.settled = settled;
    }

    Application application() {
        return application;
    }

    JdbcTemplate sql() {
        return sql;
    }

    /** One turn under load; the first is longer, since compiling a web application takes a JVM its time. */
    Turn measure(Duration turn, Duration atLeastAtFirst) throws Exception {
        // So that nobody pays for what another wrote.
        sql.execute("checkpoint");
        Turn measured = calls.run(warm || turn.compareTo(atLeastAtFirst) > 0 ? turn : atLeastAtFirst);
        warm = true;
        return measured;
    }

    /** The JSON that it answers to one call. */
    String callOnce() throws IOException {
        return calls.once();
    }

    /** Calls that read, of a market that is still to be filled. */
    ReadCalls reads() {
        return new ReadCalls(application.uri(), apiKey);
    }

    /** Waits until it has done all. */
    void settle() throws InterruptedException {
        settle(settled);
    }

    /** Waits until this query answers true. @return seconds that it took */
    double settle(String query) throws InterruptedException {
        long begun = System.nanoTime();
        long giveUpAt = begun + SETTLED_WITHIN.toNanos();
        while (!Boolean.TRUE.equals(sql.queryForObject(query, Boolean.class))) {
            if (System.nanoTime() > giveUpAt) {
                throw new ServerException(application.name() + " did not finish within " + SETTLED_WITHIN.toMinutes() + " min");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** A turn, and how long after it the views showed all that it wrote. */
    MeasuredTurn measureUntilSeen(Duration turn, Duration atLeastAtFirst) throws Exception {
        Turn measured = measure(turn, atLeastAtFirst);
        return new MeasuredTurn(measured, settle(settled), 0);
    }

    /** Ends its process. */
    @Override
    public void close() {
        EmbeddedServers.kill(application);
    }
}
