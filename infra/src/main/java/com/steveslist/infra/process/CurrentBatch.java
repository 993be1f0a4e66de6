package com.steveslist.infra.process;

import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectOutbox;
import com.steveslist.command.effect.ProcessStore;
import java.util.List;
import java.util.Optional;

/** What processes are made with: passes on to the batch that the calling thread is stepping through. */
final class CurrentBatch implements ProcessStore, EffectOutbox {

    private static final ScopedValue<ProcessBatch> BATCH = ScopedValue.newInstance();

    void run(ProcessBatch batch, Runnable steps) {
        ScopedValue.where(BATCH, batch).run(steps);
    }

    @Override
    public <S> Optional<S> load(String process, String instance, Class<S> stateType) {
        return batch().load(process, instance, stateType);
    }

    @Override
    public void save(String process, String instance, Object state) {
        batch().save(process, instance, state);
    }

    @Override
    public void add(List<Effect> effects) {
        batch().add(effects);
    }

    private static ProcessBatch batch() {
        return BATCH.orElseThrow(() -> new IllegalStateException("processes step only while they are fed from the log"));
    }
}
