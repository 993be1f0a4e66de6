package com.steveslist.api.drill;

import com.steveslist.api.client.UnexpectedAnswerException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** People who check out, one purchase after the other, maybe with a rest between them, until they are told to stop. */
final class Load implements AutoCloseable {
    private final Shoppers shoppers;
    private final AtomicInteger next;
    private final Duration rest;
    private final Consumer<Purchase> afterwards;
    private final Queue<Sent> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final List<Thread> people = new ArrayList<>();
    private volatile boolean stopped;

    private Load(Shoppers shoppers, AtomicInteger next, Duration rest, Consumer<Purchase> afterwards) {
        this.shoppers = shoppers;
        this.next = next;
        this.rest = rest;
        this.afterwards = afterwards;
    }

    /** A purchase that was acknowledged, and when. */
    record Sent(Purchase purchase, Instant begun, Instant answered) {}

    /** @param next numbers the purchases; shared by loads of the same shoppers */
    static Load of(Shoppers shoppers, int atOnce, AtomicInteger next) {
        return of(shoppers, atOnce, next, Duration.ZERO, _ -> {});
    }

    /** @param rest of each after a purchase @param afterwards what they do after each purchase that was acknowledged */
    static Load of(Shoppers shoppers, int atOnce, AtomicInteger next, Duration rest, Consumer<Purchase> afterwards) {
        Load load = new Load(shoppers, next, rest, afterwards);
        for (int i = 0; i < atOnce; i++) {
            load.people.add(Thread.ofVirtual().start(load::buy));
        }
        return load;
    }

    private void buy() {
        while (!stopped) {
            Instant begun = Instant.now();
            try {
                Purchase purchase = shoppers.buy(next.getAndIncrement());
                acknowledged.add(new Sent(purchase, begun, Instant.now()));
                afterwards.accept(purchase);
            } catch (UnexpectedAnswerException e) {
                refused.add(String.valueOf(e.getMessage()));
            }
            if (!stopped) {
                LockSupport.parkNanos(rest.toNanos());
            }
        }
    }

    void goOnFor(Duration time) {
        long begun = System.nanoTime();
        for (long left = time.toNanos(); left > 0; left = time.toNanos() - (System.nanoTime() - begun)) {
            LockSupport.parkNanos(left);
        }
    }

    int count() {
        return acknowledged.size();
    }

    /** Waits until everybody has their last answer. */
    List<Sent> stop() {
        close();
        return List.copyOf(acknowledged);
    }

    List<String> refused() {
        return List.copyOf(refused);
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread person : people) {
            try {
                person.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
