package com.steveslist.infra.bench.http;

import com.steveslist.infra.bench.Latencies;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Clients of one application, each with a connection on which it asks anew as soon as it is answered.
 *
 * @param requests gives the next request, all its bytes; asked by many threads
 * @param status what every answer must have
 */
record Callers(URI address, Supplier<byte[]> requests, int status) {

    static final int CONNECTIONS = 64;

    /** Throws what the first connection met that failed; any other status is a failure. */
    Turn run(Duration turn) throws Exception {
        long start = System.nanoTime();
        long end = start + turn.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Latencies>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(threads.submit(() -> untilThe(end)));
            }
            List<Latencies> parts = new ArrayList<>();
            for (Future<Latencies> connection : running) {
                parts.add(connection.get());
            }
            Latencies all = Latencies.join(parts);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Turn(seconds, all.count() / seconds, all.millis(0.5), all.millis(0.99));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call of " + address + " failed: " + e.getCause(), e.getCause());
        }
    }

    /** The body of one answer. */
    String once() throws IOException {
        try (HttpConnection connection = new HttpConnection(address)) {
            return answered(connection);
        }
    }

    private Latencies untilThe(long end) throws IOException {
        Latencies took = new Latencies();
        try (HttpConnection connection = new HttpConnection(address)) {
            for (long before = System.nanoTime(); before < end;) {
                answered(connection);
                long after = System.nanoTime();
                took.add(after - before);
                before = after;
            }
        }
        return took;
    }

    /** The body of the answer to the next request. */
    String answered(HttpConnection connection) throws IOException {
        HttpConnection.Response response = connection.send(requests.get());
        if (response.status() != status) {
            throw new IOException("it answered " + response.status() + ": " + response.body());
        }
        return response.body();
    }
}
