package com.steveslist.api.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Where the acts of the demo are played and announced: one line an act; on a terminal the line moves while the act goes on,
 * elsewhere a long act says every ten seconds how far it is. */
final class Stage {
    private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();
    private static final long REPEAT_NANOS = Duration.ofSeconds(10).toNanos();

    private final PrintStream out;
    private final boolean moving;

    Stage(PrintStream out, boolean moving) {
        this.out = out;
        this.moving = moving;
    }

    /** Plays an act by {@code atOnce} people at a time. @param summary one line about what came of it */
    <T, R> List<R> play(
            String act, int atOnce, Collection<T> actors, Function<T, R> doing, Function<List<R>, String> summary) {
        long begun = System.nanoTime();
        AtomicInteger done = new AtomicInteger();
        AtomicInteger drawn = new AtomicInteger(moving ? -1 : 0);
        List<R> results = new Crowd(atOnce).each(actors, doing, () -> {
            int now = done.incrementAndGet();
            int slot = (int) ((System.nanoTime() - begun) / (moving ? REDRAW_NANOS : REPEAT_NANOS));
            if (drawn.getAndSet(slot) != slot) {
                out.printf(Locale.ROOT, moving ? "\r  %-9s %5d of %d" : "  %-9s %5d of %d …%n", act, now, actors.size());
                out.flush();
            }
        });
        double seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0;
        out.printf(
                Locale.ROOT,
                "%s  %-9s %5d in %5.1f s, %4.0f a second   %s%n",
                moving ? "\r" : "",
                act,
                results.size(),
                seconds,
                results.size() / Math.max(seconds, 0.001),
                summary.apply(results));
        return results;
    }

    void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    void heading(String text) {
        out.println();
        out.println(text);
        out.flush();
    }
}
