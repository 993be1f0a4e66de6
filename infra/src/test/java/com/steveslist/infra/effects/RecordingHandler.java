package com.steveslist.infra.effects;

import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectHandler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Notes what it was asked to do, and then does as it is told. */
final class RecordingHandler implements EffectHandler {

    private final Set<String> kinds;
    private final Consumer<Run> behaviour;
    private final List<Run> runs = new CopyOnWriteArrayList<>();

    RecordingHandler(String kind) {
        this(kind, run -> {});
    }

    RecordingHandler(String kind, Consumer<Run> behaviour) {
        this.kinds = Set.of(kind);
        this.behaviour = behaviour;
    }

    record Run(Effect effect, int attempt, long atNanos) {}

    @Override
    public Set<String> kinds() {
        return kinds;
    }

    @Override
    public void run(Effect effect, int attempt) {
        Run run = new Run(effect, attempt, System.nanoTime());
        runs.add(run);
        behaviour.accept(run);
    }

    List<Run> runs() {
        return runs;
    }

    List<String> ids() {
        return runs.stream().map(run -> run.effect().id()).toList();
    }
}
