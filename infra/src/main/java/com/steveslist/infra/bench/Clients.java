package com.steveslist.infra.bench;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Clients in a closed loop: each asks again as soon as it is answered. */
public final class Clients {

    /** One request, answered when it returns. */
    @FunctionalInterface
    public interface Call {
        void run() throws Exception;
    }

    private Clients() {}

    /** Answers a second of all clients, each a virtual thread. Throws what the first one that failed met. */
    public static double perSecond(int clients, Duration turn, Call call) throws Exception {
        long start = System.nanoTime();
        long end = start + turn.toNanos();
        long answers = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> repeat(call, end)));
            }
            for (Future<Long> client : running) {
                answers += client.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed: " + e.getCause(), e.getCause());
        }
        return answers * 1e9 / (System.nanoTime() - start);
    }

    /** The median time from asking to being answered, of one client, in milliseconds. */
    public static double medianMillis(Duration turn, Call call) throws Exception {
        long end = System.nanoTime() + turn.toNanos();
        List<Long> nanos = new ArrayList<>();
        for (long before = System.nanoTime(); before < end;) {
            call.run();
            long after = System.nanoTime();
            nanos.add(after - before);
            before = after;
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }

    private static long repeat(Call call, long end) throws Exception {
        long answers = 0;
        while (System.nanoTime() < end) {
            call.run();
            answers++;
        }
        return answers;
    }
}
