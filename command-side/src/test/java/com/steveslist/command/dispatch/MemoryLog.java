package com.steveslist.command.dispatch;

import com.steveslist.command.dispatch.CommittedKeys.Committed;
import com.steveslist.events.log.LogPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** The event store's contract towards the dispatcher, in memory: versions, keys, claims and receipts as the real one keeps them. */
public final class MemoryLog implements EventStorageEngine, EventPositions, CommittedKeys {

    private final List<DomainEventMessage<?>> events = new ArrayList<>();
    private final Map<String, List<Integer>> streams = new HashMap<>();
    private final Map<String, DomainEventMessage<?>> snapshots = new HashMap<>();
    private final Map<String, Committed> keys = new HashMap<>();
    private final Map<String, String> claims = new HashMap<>();
    private Runnable beforeAppend = () -> {};
    private int reads;
    private int keyLookUps;

    @Override
    public synchronized void appendEvents(List<? extends EventMessage<?>> appended) {
        beforeAppend.run();
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
        AppendAttachments attachments = unitOfWork.getResource(AppendAttachments.RESOURCE);
        DomainEventMessage<?> first = (DomainEventMessage<?>) appended.getFirst();
        DomainEventMessage<?> last = (DomainEventMessage<?>) appended.getLast();
        IdempotencyKey key = attachments.idempotencyKey();
        Committed taken = key == null ? null : keys.get(name(key.scope(), key.key()));
        if (taken != null) {
            throw new KeyTakenException(taken);
        }
        for (Bar bar : attachments.bars()) {
            if (claims.containsKey(name(bar.kind(), bar.hash()))) {
                throw new BarredException(bar.kind());
            }
        }
        for (Claim claim : attachments.claims()) {
            if (claim.hash() == null) {
                claims.values().removeIf(claim.holder().value()::equals);
                continue;
            }
            String holder = claims.putIfAbsent(name(claim.kind(), claim.hash()), claim.holder().value());
            if (holder != null && !holder.equals(claim.holder().value())) {
                throw new ClaimTakenException(claim.kind());
            }
        }
        if (first.getSequenceNumber() != indexes(first.getAggregateIdentifier()).size()) {
            throw new ConcurrencyException("somebody was faster");
        }
        appended.forEach(event -> appendElsewhere((DomainEventMessage<?>) event));
        LogPosition at = new LogPosition(1, events.size());
        if (key != null) {
            keys.put(
                    name(key.scope(), key.key()),
                    new Committed(
                            key.fingerprint(), last.getAggregateIdentifier(), last.getSequenceNumber(), at, key.resourceId()));
        }
        unitOfWork.resources().put(AppendReceipt.RESOURCE, new AppendReceipt(at, Instant.EPOCH));
    }

    /** What another node appends: nothing in this one notices. */
    public synchronized void appendElsewhere(DomainEventMessage<?> event) {
        streams.computeIfAbsent(event.getAggregateIdentifier(), id -> new ArrayList<>()).add(events.size());
        events.add(event);
    }

    /** What others do between a decision and its append. */
    public void beforeAppend(Runnable others) {
        beforeAppend = others;
    }

    public synchronized List<DomainEventMessage<?>> events() {
        return List.copyOf(events);
    }

    public synchronized int size() {
        return events.size();
    }

    public synchronized DomainEventMessage<?> get(int index) {
        return events.get(index);
    }

    public synchronized Optional<DomainEventMessage<?>> snapshot(String stream) {
        return Optional.ofNullable(snapshots.get(stream));
    }

    /** How often a stream was read from its events. */
    public synchronized int reads() {
        return reads;
    }

    public synchronized int keyLookUps() {
        return keyLookUps;
    }

    private List<Integer> indexes(String stream) {
        return streams.getOrDefault(stream, List.of());
    }

    private static String name(String scope, String key) {
        return scope + ' ' + key;
    }

    @Override
    public synchronized DomainEventStream readEvents(String id, long firstVersion) {
        reads++;
        return DomainEventStream.of(indexes(id).stream()
                .map(events::get)
                .filter(event -> event.getSequenceNumber() >= firstVersion)
                .toList());
    }

    @Override
    public synchronized void storeSnapshot(DomainEventMessage<?> snapshot) {
        snapshots.put(snapshot.getAggregateIdentifier(), snapshot);
    }

    @Override
    public synchronized Optional<DomainEventMessage<?>> readSnapshot(String id) {
        return snapshot(id);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException("nobody follows this log");
    }

    @Override
    public synchronized Optional<StreamEnd> endOf(String stream) {
        int count = indexes(stream).size();
        return count == 0 ? Optional.empty() : Optional.of(new StreamEnd(count - 1, of(stream, count - 1)));
    }

    @Override
    public synchronized LogPosition last() {
        return new LogPosition(1, events.size());
    }

    @Override
    public synchronized LogPosition of(String stream, long version) {
        if (version >= indexes(stream).size()) {
            throw new NoSuchElementException(stream + " has no version " + version);
        }
        return new LogPosition(1, indexes(stream).get((int) version) + 1L);
    }

    @Override
    public synchronized Optional<Committed> find(String scope, String key) {
        keyLookUps++;
        return Optional.ofNullable(keys.get(name(scope, key)));
    }

    @Override
    public synchronized Optional<String> holderOf(String kind, String hash) {
        return Optional.ofNullable(claims.get(name(kind, hash)));
    }
}
