package com.steveslist.infra.eventstore;

import com.steveslist.events.proof.LeafWriter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads the log as leaves of the tree that proofs are about: the bytes go from the server's row into the leaf, and no event is made of
 * them. It takes what it finds and checks nothing, so that whoever alters the log cannot hide it by what this does not read.
 */
public final class LogLeaves {

    /** PostgreSQL counts microseconds from 2000 on, leaves from 1970. */
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private LogLeaves() {}

    /** Takes one event. */
    @FunctionalInterface
    public interface Visitor {

        /** @param leaf of the event; to be used at once, since the next event takes its place */
        void visit(long position, LeafWriter leaf) throws IOException;
    }

    /**
     * The events after a position up to another one that the log has, in order, never more than one of them in memory.
     *
     * @return how many there were
     */
    public static long between(Connection connection, long after, long last, Visitor visitor) throws SQLException, IOException {
        return read(connection, "e.position > " + after + " and e.position <= " + last, visitor);
    }

    /**
     * The events at some positions that the log has, likewise.
     *
     * @return how many there were
     */
    public static long at(Connection connection, Collection<Long> positions, Visitor visitor) throws SQLException, IOException {
        String wanted = positions.stream().map(String::valueOf).collect(Collectors.joining(","));
        return read(connection, "e.position = any ('{" + wanted + "}'::bigint[])", visitor);
    }

    private static long read(Connection connection, String where, Visitor visitor) throws SQLException, IOException {
        String copy = "copy (select " + StoredEvents.COLUMNS + " from eventstore.event e where " + where
                + " order by e.position) to stdout (format binary)";
        CopyOut rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
        try {
            BinaryRow row = new BinaryRow();
            LeafWriter leaf = new LeafWriter();
            long count = 0;
            for (byte[] bytes = rows.readFromCopy(); bytes != null; bytes = rows.readFromCopy()) {
                if (row.begin(bytes)) {
                    visitor.visit(write(row, leaf), leaf);
                    count++;
                }
            }
            return count;
        } finally {
            if (rows.isActive()) {
                rows.cancelCopy();
            }
        }
    }

    /** In the order of {@link StoredEvents#COLUMNS}, which is that of a leaf. */
    private static long write(BinaryRow row, LeafWriter leaf) {
        leaf.begin();
        row.next(leaf::field); // epoch
        long position = row.int8();
        leaf.number(position);
        for (int field = 0; field < 5; field++) {
            row.next(leaf::field); // stream, version, event_id, type, type_version
        }
        leaf.number(row.int8() + EPOCH_MICROS);
        leaf.number(row.int8() + EPOCH_MICROS);
        row.next(leaf::field); // owner
        leaf.texts(row.texts(Function.identity()));
        for (int field = 0; field < 5; field++) {
            if (!row.next(leaf::field)) { // actor_kind, actor_id, request_id, correlation_id, caused_by
                leaf.text(null);
            }
        }
        leaf.map(StoredEvents.metadata(row.text()));
        row.next(leaf::field); // payload
        return position;
    }
}
