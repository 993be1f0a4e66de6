package com.steveslist.infra.eventstore;

import com.steveslist.events.log.LogPosition;
import java.util.List;

/** The spans of the log's life, in order, and with them which places were taken back by a promotion or a restore. */
public record Epochs(List<Epoch> all) {

    public Epochs {
        all = List.copyOf(all);
    }

    /** @param firstPosition from here on the epochs before hold nothing: who has seen such a place there has seen events that are lost */
    public record Epoch(int number, long firstPosition) {}

    /** The epoch that appends happen in; 1 when none is known. */
    public int present() {
        return all.isEmpty() ? 1 : all.getLast().number();
    }

    /** A position that the log has, with the epoch that its event was written in: the last that had begun by then. */
    public LogPosition placeOf(long position) {
        int epoch = all.stream().filter(begun -> begun.firstPosition() <= position).mapToInt(Epoch::number).max().orElse(1);
        return new LogPosition(epoch, position);
    }

    /** Whether a place was taken back: a later epoch begins at or before it. */
    public boolean lost(LogPosition at) {
        return all.stream().anyMatch(later -> later.number() > at.epoch() && later.firstPosition() <= at.position());
    }

    /** The last place at or before a reader's that was not taken back: from there it reads on, having forgotten what it saw behind it. */
    public LogPosition kept(LogPosition reader) {
        long firstLost = all.stream().filter(later -> later.number() > reader.epoch()).mapToLong(Epoch::firstPosition).min()
                .orElse(Long.MAX_VALUE);
        return reader.position() < firstLost ? reader : new LogPosition(reader.epoch(), firstLost - 1);
    }

    /**
     * Whether a reader at a place has nothing more to read up to another one: it has seen nothing that is lost, and nothing stands between,
     * as when an epoch has begun in which nothing has happened yet.
     */
    public boolean reached(LogPosition reader, LogPosition end) {
        return reader.position() >= end.position() && !lost(reader);
    }

    /** The last place before the present epoch, in terms of the present one: after all that was lost, before all that comes. */
    public LogPosition beforePresent() {
        return all.isEmpty() ? LogPosition.START : new LogPosition(all.getLast().number(), all.getLast().firstPosition() - 1);
    }
}
