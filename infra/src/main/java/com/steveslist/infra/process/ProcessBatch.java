package com.steveslist.infra.process;

import com.steveslist.command.effect.Effect;
import com.steveslist.command.effect.EffectOutbox;
import com.steveslist.command.effect.ProcessStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one process knows and wishes while it steps through a batch of events; in memory until all of it is written at once. */
final class ProcessBatch implements ProcessStore, EffectOutbox {

    private final StateJson json;
    private final Map<String, String> loaded;
    private final Map<String, Object> states = new HashMap<>();
    private final Map<String, Object> changed = new LinkedHashMap<>();
    private final List<Effect> effects = new ArrayList<>();

    /** @param loaded the states of all instances that the batch concerns, as they were before it */
    ProcessBatch(StateJson json, Map<String, String> loaded) {
        this.json = json;
        this.loaded = loaded;
    }

    @Override
    public <S> Optional<S> load(String process, String instance, Class<S> stateType) {
        Object known = states.computeIfAbsent(instance, id -> {
            String text = loaded.get(id);
            return text == null ? null : json.read(text, stateType);
        });
        return Optional.ofNullable(known).map(stateType::cast);
    }

    @Override
    public void save(String process, String instance, Object state) {
        states.put(instance, state);
        changed.put(instance, state);
    }

    @Override
    public void add(List<Effect> wished) {
        effects.addAll(wished);
    }

    Map<String, String> changed() {
        Map<String, String> texts = new LinkedHashMap<>();
        changed.forEach((instance, state) -> texts.put(instance, json.write(state)));
        return texts;
    }

    List<Effect> effects() {
        return effects;
    }
}
