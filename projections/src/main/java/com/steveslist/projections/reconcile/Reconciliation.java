package com.steveslist.projections.reconcile;

import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.payment.stevepay.StevePayBooks;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.projections.reconcile.Check.Differences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All checks at one end of the log. */
final class Reconciliation {
    private static final int BATCH = 1_000;
    private static final int ATTEMPTS = 3;

    private final Parts parts;
    private final EventLog log;
    private final Duration bound;
    private final Consumer<String> say;

    Reconciliation(Parts parts, Duration bound, Consumer<String> say) {
        this.parts = parts;
        this.log = new EventLog(parts.log(), new EventJson());
        this.bound = bound;
        this.say = say;
    }

    /** Should the log move meanwhile, it begins again, a few times. */
    List<Check> run() {
        for (int attempt = 1;; attempt++) {
            List<Check> checks = attempt();
            if (log.last().position() == lastSeen) {
                return checks;
            }
            if (attempt == ATTEMPTS) {
                checks.add(new Check("a quiet moment", "not found", 1, List.of("events were written all the time: stop what writes them")));
                return checks;
            }
            say.accept("events were written meanwhile: once more");
        }
    }

    private long lastSeen;

    private List<Check> attempt() {
        Waiting waiting = new Waiting(log, parts);
        List<String> underWay = waiting.until(bound, say);
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("everything has caught up", "12 consumers, effects, open checkouts and refunds", underWay.size(), underWay));
        List<String> parked = waiting.parked();
        checks.add(new Check("parked events", "12 consumers", parked.size(), parked));

        LogImage image = new LogImage(log.epochs());
        Ledger ledger = new Ledger();
        try (ViewsCheck views = new ViewsCheck(parts.views())) {
            replay(image, ledger, views);
            checks.add(image.gapless());
            checks.addAll(new LedgerChecks(ledger).all());
            checks.addAll(new BooksCheck(ledger, new StevePayBooks(parts.books())).all());
            checks.addAll(views.all());
        }
        checks.add(new IndexCheck(parts.views(), parts.elasticsearch()).check());
        checks.add(new TopicCheck(parts.kafka()).against(image));
        checks.addAll(new WarehouseCheck(parts.warehouse(), ledger).against(image));
        lastSeen = image.last();
        return checks;
    }

    private void replay(LogImage image, Ledger ledger, ViewsCheck views) {
        log.replay(image.last(), BATCH, batch -> {
            batch.forEach(event -> {
                image.add(event.envelope());
                ledger.apply(event);
            });
            views.apply(batch);
        });
    }

    /** Whether all is well. */
    static boolean allZero(List<Check> checks) {
        return checks.stream().allMatch(check -> check.differences() == 0);
    }
}
