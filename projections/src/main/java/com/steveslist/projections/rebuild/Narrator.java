package com.steveslist.projections.rebuild;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells how a rebuild goes: a line when something begins, and one about every two seconds while events are applied. */
final class Narrator {

    private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final PrintStream out;
    private long begunAt;
    private long saidAt;
    private long first;
    private long done;
    private long total;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
    }

    /** @param position the place where it begins */
    void begin(long position) {
        begunAt = System.nanoTime();
        saidAt = begunAt;
        first = position;
        done = position;
        total = position;
    }

    /** @param end the place that is to be reached, as it is known now */
    void progress(long position, long end) {
        done = position;
        total = end;
        if (System.nanoTime() - saidAt >= EVERY_NANOS) {
            saidAt = System.nanoTime();
            out.println(line());
        }
    }

    private String line() {
        double rate = rate();
        return String.format(Locale.ROOT, "%,d of %,d events (%d%%), %,.0f/s, %,.0f s left",
                done, total, total == 0 ? 100 : 100 * done / total, rate, Math.max(0, total - done) / rate);
    }

    private double rate() {
        return Math.max(1, (done - first) * 1e9 / Math.max(1, System.nanoTime() - begunAt));
    }

    /** Says how long it took, when it was anything to speak of. */
    void end() {
        long nanos = System.nanoTime() - begunAt;
        if (done - first > 1_000) {
            out.println(String.format(Locale.ROOT, "%,d of %,d events, in %.1f s (%,.0f/s)", done, total, nanos / 1e9, rate()));
        }
    }
}
