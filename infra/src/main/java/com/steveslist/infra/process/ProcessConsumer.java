package com.steveslist.infra.process;

import com.steveslist.command.effect.EffectOutbox;
import com.steveslist.command.effect.ProcessManager;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.infra.consumer.LogConsumer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Feeds one process from the log. Its instances are its lanes: one that fails is parked alone. */
final class ProcessConsumer implements LogConsumer {

    private final ProcessManager process;
    private final ProcessStateTable table;
    private final StateJson json;
    private final CurrentBatch current;
    private final EffectOutbox outbox;

    /** @param outbox writes in the transaction of the calling thread */
    ProcessConsumer(ProcessManager process, ProcessStateTable table, StateJson json, CurrentBatch current, EffectOutbox outbox) {
        this.process = process;
        this.table = table;
        this.json = json;
        this.current = current;
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return process.name();
    }

    @Override
    public Optional<String> lane(RecordedEvent event) {
        return process.instanceOf(event.event());
    }

    @Override
    public void apply(List<RecordedEvent> events) {
        Set<String> instances = events.stream().flatMap(event -> lane(event).stream()).collect(Collectors.toSet());
        ProcessBatch batch = new ProcessBatch(json, table.load(name(), instances));
        current.run(batch, () -> events.forEach(process::on));
        Map<String, String> changed = batch.changed();
        if (!changed.isEmpty()) {
            table.save(name(), changed);
        }
        if (!batch.effects().isEmpty()) {
            outbox.add(batch.effects());
        }
    }
}
