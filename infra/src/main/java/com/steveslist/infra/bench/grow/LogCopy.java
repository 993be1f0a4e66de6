package com.steveslist.infra.bench.grow;

import com.steveslist.infra.eventstore.append.NewEvent;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Writes an empty log from its first event on by PostgreSQL's binary {@code COPY}, which is several times faster than appending. */
final class LogCopy implements AutoCloseable {

    private static final String COPY = """
            copy event (position, epoch, stream, version, event_id, type, type_version, recorded_at, occurred_at, owner, parties,
                actor_kind, actor_id, request_id, correlation_id, caused_by, metadata, payload)
            from stdin (format binary, freeze)""";
    private static final short COLUMNS = 18;
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int TEXT = 25;
    private static final int EPOCH = 1;
    private static final Instant YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z");

    private final Connection connection;
    private final DataOutputStream out;
    private long position;

    /** @param connection is closed by nobody but the caller, and belongs to this until then */
    LogCopy(Connection connection) throws SQLException, IOException {
        this.connection = connection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // In the same transaction, so that rows need no vacuum any more.
            statement.execute("truncate event");
        }
        out = new DataOutputStream(
                new BufferedOutputStream(new PGCopyOutputStream(connection.unwrap(PGConnection.class), COPY, 1 << 20), 1 << 20));
        out.write(SIGNATURE);
        out.writeInt(0);
        out.writeInt(0);
    }

    /** @param at when it was decided and recorded; not before the one before */
    void add(NewEvent event, Instant at) throws IOException {
        out.writeShort(COLUMNS);
        number(++position);
        number(EPOCH);
        text(event.stream());
        number(event.version());
        text(event.eventId());
        text(event.type());
        number(event.typeVersion());
        number(ChronoUnit.MICROS.between(YEAR_2000, at));
        number(ChronoUnit.MICROS.between(YEAR_2000, at));
        text(event.owner().value());
        texts(event.parties().stream().map(party -> party.value()).toList());
        text(event.actor().kind().name().toLowerCase(Locale.ROOT));
        text(event.actor().id());
        text(event.requestId());
        text(event.correlationId());
        text(event.causedBy());
        // jsonb: its version, then its text.
        bytes(new byte[] {1, '{', '}'});
        bytes(event.payload());
    }

    private void number(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private void number(int value) throws IOException {
        out.writeInt(Integer.BYTES);
        out.writeInt(value);
    }

    private void text(@Nullable String value) throws IOException {
        if (value == null) {
            out.writeInt(-1);
        } else {
            bytes(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void bytes(byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    /** An array of one dimension without nulls, counted from 1. */
    private void texts(List<String> values) throws IOException {
        List<byte[]> encoded = values.stream().map(value -> value.getBytes(StandardCharsets.UTF_8)).toList();
        out.writeInt(5 * Integer.BYTES + encoded.stream().mapToInt(value -> Integer.BYTES + value.length).sum());
        out.writeInt(1);
        out.writeInt(0);
        out.writeInt(TEXT);
        out.writeInt(encoded.size());
        out.writeInt(1);
        for (byte[] value : encoded) {
            bytes(value);
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        out.writeShort(-1);
        out.close();
        connection.commit();
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze event");
        }
        connection.commit();
    }
}
