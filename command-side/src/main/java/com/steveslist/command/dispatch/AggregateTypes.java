package com.steveslist.command.dispatch;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the aggregate type of a command's target or of a state. */
final class AggregateTypes {

    private final Map<Class<?>, AggregateType<?>> byIdType;
    private final Map<Class<?>, AggregateType<?>> byStateType;

    AggregateTypes(List<AggregateType<?>> types) {
        byIdType = types.stream().collect(toUnmodifiableMap(AggregateType::idType, identity()));
        byStateType = types.stream().collect(toUnmodifiableMap(AggregateType::stateType, identity()));
    }

    @SuppressWarnings("unchecked")
    <S> AggregateType<S> of(Command<S> command) {
        return (AggregateType<S>) known(byIdType, command.target().getClass());
    }

    @SuppressWarnings("unchecked")
    <S> AggregateType<S> of(Class<S> stateType) {
        return (AggregateType<S>) known(byStateType, stateType);
    }

    private static AggregateType<?> known(Map<Class<?>, AggregateType<?>> types, Class<?> key) {
        return Optional.<AggregateType<?>>ofNullable(types.get(key))
                .orElseThrow(() -> new IllegalArgumentException("no aggregate is registered for " + key.getName()));
    }
}
