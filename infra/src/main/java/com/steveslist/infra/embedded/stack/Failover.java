package com.steveslist.infra.embedded.stack;

import com.steveslist.infra.embedded.PostgresServer;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.embedded.StandbyServer;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;

/** Starts primary and standby, and makes the standby the primary. */
final class Failover {
    private final Parts parts;
    private final PostgresPair pair;
    private final Consumer<Part> start;

    /** @param start starts a part unless it runs, and waits until it answers */
    Failover(Parts parts, Consumer<Part> start) {
        this.parts = parts;
        this.pair = parts.pair();
        this.start = start;
    }

    /** The standby is copied anew from the primary each time: what a failover left behind may hold events that the log has lost. */
    void startServers() {
        PostgresServer primary = pair.primary();
        try {
            startPrimary(primary);
            if (pair.exists()) {
                PostgresServer second = pair.otherThan(primary);
                StandbyServer standby = new StandbyServer(second);
                standby.copyOf(primary);
                start.accept(parts.ours(second.name()));
                standby.followed(primary, pair.isSynchronous());
            }
        } catch (IOException e) {
            throw new ServerException("cannot start " + primary.name() + " and its standby: " + e.getMessage(), e);
        }
    }

    private void startPrimary(PostgresServer primary) throws IOException {
        boolean halfPromoted = StandbyServer.follows(primary) && !StandbyServer.refusesWrites(primary);
        if (!halfPromoted) {
            StandbyServer.alone(primary);
        }
        start.accept(parts.ours(primary.name()));
        if (halfPromoted) {
            new StandbyServer(primary).promote("a failover that was interrupted");
        }
    }

    /** The primary is ended and fenced first, so that there is never a moment with two. May be repeated when it was interrupted. */
    void carryOut(Consumer<String> tell) {
        long begun = System.nanoTime();
        PostgresServer next = pair.follower();
        PostgresServer old = pair.otherThan(next);
        try {
            parts.ours(old.name()).kill();
            StandbyServer.fence(old);
            tell.accept(old.name() + " is ended and fenced: it can come back as a reader only");
            start.accept(parts.ours(next.name()));
            StandbyServer.Promotion promotion = new StandbyServer(next).promote("failover from " + old.name());
            tell.accept(String.format(Locale.ROOT, "%s is the primary after %.1f s%s", next.name(), (System.nanoTime() - begun) / 1e9,
                    promotion.epoch().map(epoch -> "; epoch " + epoch + " begins at position " + promotion.firstPosition().orElse("?"))
                            .orElse("")));
            tell.accept("there is no standby now: ./steveslist down, and up with --standby again, make " + old.name() + " one");
        } catch (IOException e) {
            throw new ServerException("the failover is not complete: " + e.getMessage() + "; run it again", e);
        }
    }
}
