package com.steveslist.infra.process;

import com.steveslist.command.effect.EffectOutbox;
import com.steveslist.command.effect.ProcessManager;
import com.steveslist.infra.consumer.LogConsumer;
import java.util.List;

/** Makes consumers of processes. */
record ProcessFeeds(List<ProcessManager> processes, ProcessStateTable table, CurrentBatch current, EffectOutbox outbox) {

    LogConsumer of(String name) {
        ProcessManager process = processes.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no process called " + name));
        return new ProcessConsumer(process, table, new StateJson(), current, outbox);
    }
}
