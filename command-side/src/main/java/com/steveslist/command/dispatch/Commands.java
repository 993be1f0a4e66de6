package com.steveslist.command.dispatch;

import static java.util.Objects.requireNonNull;

import com.steveslist.command.dispatch.CommandUnavailableException.Reason;
import com.steveslist.command.dispatch.CommittedStates.Committed;
import com.steveslist.command.dispatch.EventPositions.StreamEnd;
import com.steveslist.events.id.Id;
import com.steveslist.events.log.LogPosition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * The door to the command side: sends a command to the aggregate that decides it, and answers with what was decided.
 *
 * <p>An aggregate is decided from memory when it was used before, and that memory may be behind. Nothing wrong can come of it: events
 * decided on it conflict when they are appended, and an answer without events is given only when the stream still ends where it was
 * decided. Otherwise the command is decided again, within a bound.
 */
public final class Commands {

    private static final int TRIES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AggregateTypes types;
    private final CommandGate gate;
    private final CommittedStates states;
    private final EventPositions positions;
    private final FirstAnswers firstAnswers;
    private final StreamReader reader;
    private final Snapshots snapshots;

    Commands(
            AggregateTypes types,
            CommandGate gate,
            CommittedStates states,
            EventPositions positions,
            CommittedKeys keys,
            StreamReader reader,
            Snapshots snapshots) {
        this.types = types;
        this.gate = gate;
        this.states = states;
        this.positions = positions;
        this.firstAnswers = new FirstAnswers(keys, reader);
        this.reader = reader;
        this.snapshots = snapshots;
    }

    /**
     * Sends a command and waits until its events are committed.
     *
     * @throws CommandRejectedException when it is not granted; nothing was written
     * @throws CommandUnavailableException when it could not be carried out now
     */
    public <S> Decided<S> send(Command<S> command, CommandContext context) {
        AggregateType<S> type = types.of(command);
        String stream = command.target().value();
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        boolean assumeNew = command.begins();
        for (int tries = 1; tries <= TRIES && System.nanoTime() < giveUpAt; tries++) {
            Decided<S> decided = attempt(type, command, stream, new Delivery(context, assumeNew));
            if (decided != null) {
                return decided;
            }
            assumeNew = false;
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(tries * 500_000L));
        }
        throw contended(null);
    }

    /** Null when it was decided on something that is no longer so. */
    private <S> @Nullable Decided<S> attempt(AggregateType<S> type, Command<S> command, String stream, Delivery delivery) {
        IdempotencyKey key = delivery.context().idempotencyKey();
        Ruling<S> ruling;
        try {
            ruling = gate.dispatch(type, command, delivery);
        } catch (ConcurrencyException lostRace) {
            return null;
        } catch (KeyTakenException taken) {
            return firstAnswers.again(type, requireNonNull(key), taken.committed());
        } catch (ClaimTakenException taken) {
            return firstAnswers.find(type, key).orElseThrow(() -> type.rejectionOf(taken));
        } catch (BarredException barred) {
            return firstAnswers.find(type, key).orElseThrow(Commands::closing);
        } catch (LockAcquisitionFailedException crowded) {
            throw contended(crowded);
        }
        if (ruling.wroteEvents()) {
            return committed(type, stream, ruling, delivery.receipt());
        }
        Optional<StreamEnd> end = positions.endOf(stream);
        if (end.map(StreamEnd::version).orElse(-1L) != ruling.version()) {
            states.evict(stream, ruling.version());
            return null;
        }
        Optional<Decided<S>> first = firstAnswers.find(type, key);
        if (first.isPresent()) {
            return first.get();
        }
        if (ruling.decision() instanceof Decision.Rejected(Rejection rejection, String detail)) {
            throw new CommandRejectedException(rejection, detail);
        }
        return new Decided<>(requireNonNull(ruling.state()), ruling.version(), end.orElseThrow().at(), stream, false);
    }

    private <S> Decided<S> committed(AggregateType<S> type, String stream, Ruling<S> ruling, @Nullable AppendReceipt receipt) {
        S state = requireNonNull(ruling.state());
        LogPosition at = receipt == null ? positions.of(stream, ruling.version()) : receipt.at();
        snapshots.offer(type, stream, ruling);
        return new Decided<>(state, ruling.version(), at, stream, false);
    }

    /** The aggregate as it is now, or empty when it has no events. Never stale. */
    public <S> Optional<Decided<S>> find(Class<S> stateType, Id id) {
        String stream = id.value();
        return positions.endOf(stream).map(end -> {
            Committed known = states.get(stream);
            Committed latest = known != null && known.version() >= end.version() ? known : load(stateType, stream, end);
            return new Decided<>(stateType.cast(latest.state()), latest.version(), latest.at(), stream, false);
        });
    }

    /** Where the log ends now. Never stale. */
    public LogPosition endOfLog() {
        return positions.last();
    }

    private Committed load(Class<?> stateType, String stream, StreamEnd end) {
        Ruling<?> read = reader.latest(types.of(stateType), stream);
        LogPosition at = read.version() == end.version() ? end.at() : positions.of(stream, read.version());
        Committed latest = new Committed(requireNonNull(read.state()), read.version(), at);
        states.put(stream, latest);
        return latest;
    }

    /**
     * The aggregate as it was right after the event with this version, as a replayed answer. Throws
     * {@link java.util.NoSuchElementException} when the stream has no such event.
     */
    public <S> Decided<S> asOf(Class<S> stateType, String stream, long version) {
        LogPosition at = positions.of(stream, version);
        S state = requireNonNull(reader.upTo(types.of(stateType), stream, version).state());
        return new Decided<>(state, version, at, stream, true);
    }

    private static CommandRejectedException closing() {
        return new CommandRejectedException(
                DispatchRejection.ACCOUNT_CLOSING, "This account is being erased: nothing can be begun with it any more.");
    }

    private static CommandUnavailableException contended(@Nullable Throwable cause) {
        return new CommandUnavailableException(
                Reason.CONTENDED, "Too many changes to the same thing at once. Try again in a moment.", cause);
    }
}
