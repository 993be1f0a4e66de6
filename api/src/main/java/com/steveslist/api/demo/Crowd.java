package com.steveslist.api.demo;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Many people doing the same at once, but never more than so many; when one fails, the others finish their call and it all ends. */
public final class Crowd {
    private final int atOnce;

    public Crowd(int atOnce) {
        this.atOnce = atOnce;
    }

    /** What each one's act gave, in the order of those who acted. @param done told after each act */
    public <T, R> List<R> each(Collection<T> actors, Function<T, R> act, Runnable done) {
        Semaphore turns = new Semaphore(atOnce);
        AtomicBoolean failed = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> results = actors.stream().map(actor -> threads.submit(() -> {
                turns.acquire();
                try {
                    if (failed.get()) {
                        throw new IllegalStateException("not begun, because something else failed before");
                    }
                    R result = act.apply(actor);
                    done.run();
                    return result;
                } catch (RuntimeException e) {
                    failed.set(true);
                    throw e;
                } finally {
                    turns.release();
                }
            })).toList();
            return results(results);
        }
    }

    private static <R> List<R> results(List<Future<R>> results) {
        return results.stream().map(Crowd::result).toList();
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
