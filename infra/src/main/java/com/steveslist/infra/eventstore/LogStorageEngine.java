package com.steveslist.infra.eventstore;

import com.steveslist.command.dispatch.AppendAttachments;
import com.steveslist.command.dispatch.AppendReceipt;
import com.steveslist.command.dispatch.BarredException;
import com.steveslist.command.dispatch.ClaimTakenException;
import com.steveslist.command.dispatch.CommittedKeys;
import com.steveslist.command.dispatch.EventPositions.StreamEnd;
import com.steveslist.command.dispatch.IdempotencyKey;
import com.steveslist.command.dispatch.KeyTakenException;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.infra.eventstore.append.AppendOutcome;
import com.steveslist.infra.eventstore.append.AppendRequest;
import com.steveslist.infra.eventstore.append.Appender;
import com.steveslist.infra.serialization.PayloadCodec;
import com.steveslist.infra.serialization.StoredEvent;
import com.steveslist.infra.serialization.UnreadablePayloadException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Axon's view of the log. An append takes {@link AppendAttachments} from the current unit of work, waits until it is committed, leaves an
 * {@link AppendReceipt}, and throws when it lost: {@link ConcurrencyException} to a change of the stream, {@link KeyTakenException} to an
 * earlier run of its key, {@link ClaimTakenException} to the holder of a claim, {@link BarredException} to a claim that bars it.
 */
public final class LogStorageEngine implements EventStorageEngine {

    private static final int PAGE = 500;

    private final Appender appender;
    private final StoredEvents events;
    private final SnapshotTable snapshots;
    private final CommittedKeys keys;
    private final PayloadCodec codec;
    private final NewEvents newEvents;

    public LogStorageEngine(
            Appender appender, DataSource dataSource, CommittedKeys keys, PayloadCodec codec, SnapshotForms snapshotForms) {
        this.appender = appender;
        this.events = new StoredEvents(dataSource);
        this.snapshots = new SnapshotTable(dataSource, snapshotForms);
        this.keys = keys;
        this.codec = codec;
        this.newEvents = new NewEvents(codec);
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> messages) {
        if (messages.isEmpty()) {
            return;
        }
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get() : null;
        AppendAttachments attachments = attachments(unitOfWork);
        AppendOutcome outcome = appender.append(new AppendRequest(
                messages.stream().map(newEvents::of).toList(),
                attachments.idempotencyKey(),
                attachments.claims(),
                attachments.bars()));
        switch (outcome) {
            case AppendOutcome.Appended appended -> {
                if (unitOfWork != null) {
                    unitOfWork.resources().put(AppendReceipt.RESOURCE, new AppendReceipt(appended.last(), appended.recordedAt()));
                }
            }
            case AppendOutcome.VersionConflict conflict -> throw new ConcurrencyException(
                    conflict.stream() + " is at version " + conflict.version() + " by now");
            case AppendOutcome.ClaimTaken taken -> throw new ClaimTakenException(taken.kind());
            case AppendOutcome.Barred barred -> throw new BarredException(barred.kind());
            case AppendOutcome.KeyTaken taken -> throw keyTaken(attachments.idempotencyKey());
        }
    }

    @Override
    public Stream<RecordedEventMessage<?>> readEvents(@Nullable TrackingToken after, boolean mayBlock) {
        LogToken start = LogToken.from(after);
        return Stream.iterate(
                messages(events.after(start.at().position(), PAGE)),
                page -> !page.isEmpty(),
                page -> page.size() < PAGE ? List.of() : messages(events.after(page.getLast().envelope().position(), PAGE)))
                .flatMap(List::stream);
    }

    @Override
    public DomainEventStream readEvents(String stream, long firstSequenceNumber) {
        List<RecordedEventMessage<?>> all = new ArrayList<>();
        List<StoredEvent> page;
        do {
            page = events.ofStream(stream, firstSequenceNumber + all.size(), PAGE);
            all.addAll(messages(page));
        } while (page.size() == PAGE);
        return DomainEventStream.of(all);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        snapshots.store(snapshot);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        return snapshots.read(stream);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return events.endOf(stream).map(StreamEnd::version);
    }

    @Override
    public TrackingToken createTailToken() {
        return LogToken.START;
    }

    @Override
    public TrackingToken createHeadToken() {
        return LogToken.of(events.last());
    }

    /** The place from which everything recorded at or after the moment is read. */
    @Override
    public TrackingToken createTokenAt(Instant moment) {
        return LogToken.of(events.positionAt(moment.minusNanos(1_000)));
    }

    /** A page after a position, parsed. Ends before an event that cannot be read; throws when that is the first. */
    List<RecordedEventMessage<?>> readPage(long after, int limit) {
        List<RecordedEventMessage<?>> messages = new ArrayList<>();
        for (StoredEvent event : events.after(after, limit)) {
            try {
                messages.add(message(event));
            } catch (UnreadablePayloadException e) {
                if (messages.isEmpty()) {
                    throw e;
                }
                break;
            }
        }
        return messages;
    }

    /** Throws when a reader at this place has seen events that are lost. */
    void checkNotAhead(LogToken reader) {
        events.checkNotAhead(reader.at());
    }

    private List<RecordedEventMessage<?>> messages(List<StoredEvent> stored) {
        List<RecordedEventMessage<?>> messages = new ArrayList<>(stored.size());
        stored.forEach(event -> messages.add(message(event)));
        return messages;
    }

    private RecordedEventMessage<?> message(StoredEvent event) {
        EventEnvelope envelope = event.envelope();
        return new RecordedEventMessage<>(envelope, codec.decode(envelope.type(), envelope.typeVersion(), event.payload()));
    }

    private RuntimeException keyTaken(@Nullable IdempotencyKey key) {
        if (key == null) {
            throw new IllegalStateException("lost to a key without having one");
        }
        // A key that was swept in between is free again; the dispatcher decides the command once more.
        return keys.find(key.scope(), key.key())
                .<RuntimeException>map(KeyTakenException::new)
                .orElseGet(() -> new ConcurrencyException("the key was in use a moment ago"));
    }

    private static AppendAttachments attachments(@Nullable UnitOfWork<?> unitOfWork) {
        AppendAttachments attachments = unitOfWork == null ? null : unitOfWork.getResource(AppendAttachments.RESOURCE);
        return attachments == null ? new AppendAttachments(null, List.of()) : attachments;
    }
}
