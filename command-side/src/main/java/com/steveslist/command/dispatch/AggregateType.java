package com.steveslist.command.dispatch;

import com.steveslist.events.id.Id;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How the dispatcher knows an aggregate. One bean per noun.
 *
 * @param name routes its commands; lower case
 * @param idType the type of its commands' targets
 * @param snapshotEvery events between two snapshots; 0 for streams that stay short
 * @param snapshotVersion raised when {@code stateType} changes its form, so that older snapshots are passed over
 * @param claimRejections what to say, by the claim's kind, when another aggregate holds a claim
 */
public record AggregateType<S>(
        String name,
        Class<? extends Id> idType,
        Class<S> stateType,
        Class<? extends DecidedAggregate<S, ?>> rootType,
        Supplier<? extends DecidedAggregate<S, ?>> newRoot,
        int snapshotEvery,
        int snapshotVersion,
        Map<String, Decision.Rejected> claimRejections) {

    /** A type without snapshots and claims. */
    public static <S, R extends DecidedAggregate<S, ?>> AggregateType<S> of(
            String name, Class<? extends Id> idType, Class<S> stateType, Class<R> rootType, Supplier<R> newRoot) {
        return new AggregateType<>(name, idType, stateType, rootType, newRoot, 0, 1, Map.of());
    }

    public AggregateType<S> withSnapshots(int every, int version) {
        return new AggregateType<>(name, idType, stateType, rootType, newRoot, every, version, claimRejections);
    }

    public AggregateType<S> withClaim(String kind, Decision.Rejected whenTaken) {
        return new AggregateType<>(
                name, idType, stateType, rootType, newRoot, snapshotEvery, snapshotVersion, Map.of(kind, whenTaken));
    }

    CommandRejectedException rejectionOf(ClaimTakenException taken) {
        Decision.Rejected rejected = claimRejections.getOrDefault(
                taken.kind(), new Decision.Rejected(DispatchRejection.CLAIM_TAKEN, "This " + taken.kind() + " is taken."));
        return new CommandRejectedException(rejected.rejection(), rejected.detail());
    }

    /** The type under which its snapshots are stored; their payload is {@code stateType}. Read a snapshot of another name as none. */
    public String snapshotName() {
        return name + "." + snapshotVersion;
    }
}
