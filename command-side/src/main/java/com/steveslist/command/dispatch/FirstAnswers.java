package com.steveslist.command.dispatch;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders the first answer to an idempotency key again, from the aggregate as of the version that the first run left. */
final class FirstAnswers {

    private final CommittedKeys keys;
    private final StreamReader reader;

    FirstAnswers(CommittedKeys keys, StreamReader reader) {
        this.keys = keys;
        this.reader = reader;
    }

    <S> Optional<Decided<S>> find(AggregateType<S> type, @Nullable IdempotencyKey key) {
        return key == null
                ? Optional.empty()
                : keys.find(key.scope(), key.key()).map(committed -> again(type, key, committed));
    }

    <S> Decided<S> again(AggregateType<S> type, IdempotencyKey key, CommittedKeys.Committed committed) {
        if (!committed.fingerprint().equals(key.fingerprint())) {
            throw new CommandRejectedException(
                    DispatchRejection.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was used before for a different request. Use a new key for a new request.");
        }
        S state = requireNonNull(reader.upTo(type, committed.stream(), committed.version()).state());
        return new Decided<>(state, committed.version(), committed.at(), committed.resourceId(), true);
    }
}
