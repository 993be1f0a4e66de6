package com.steveslist.infra.effects;

import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectOutbox;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes effects in the transaction of the calling thread. As many of those that are due as this node's workers have room for are taken
 * in the same statement and run right after the commit.
 */
final class TransactionalOutbox implements EffectOutbox {

    private final EffectTable table;
    private final EffectWorkers workers;
    private final Clock clock;

    /** @param table on the data source of the transactions */
    TransactionalOutbox(EffectTable table, EffectWorkers workers, Clock clock) {
        this.table = table;
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public void add(List<Effect> effects) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("effects are added in the transaction of the process that wishes them");
        }
        Instant now = clock.instant();
        boolean[] taken = new boolean[effects.size()];
        IntStream.range(0, effects.size())
                .filter(i -> !effects.get(i).dueAt().isAfter(now))
                .forEach(i -> taken[i] = workers.reserve(Lane.of(effects.get(i).kind())));
        AfterCommit handOver = new AfterCommit(
                IntStream.range(0, taken.length).filter(i -> taken[i]).mapToObj(effects::get).toList());
        TransactionSynchronizationManager.registerSynchronization(handOver);
        handOver.inserted.addAll(table.insert(effects, taken));
    }

    /** Runs also when the insert failed, so that no room stays reserved. */
    private final class AfterCommit implements TransactionSynchronization {

        private final List<Effect> taken;
        private final Set<String> inserted = new HashSet<>();

        private AfterCommit(List<Effect> taken) {
            this.taken = taken;
        }

        @Override
        public void afterCompletion(int status) {
            for (Effect effect : taken) {
                // Of one that was wished twice there is one row, for one run.
                if (status == STATUS_COMMITTED && inserted.remove(effect.id())) {
                    workers.accept(effect);
                } else {
                    workers.cancel(Lane.of(effect.kind()));
                }
            }
            workers.wake();
        }
    }
}
