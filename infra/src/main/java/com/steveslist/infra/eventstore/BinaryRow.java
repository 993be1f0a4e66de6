package com.steveslist.infra.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row of PostgreSQL's binary {@code COPY} format, field by field in their order.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, Binary Format</a>
 */
final class BinaryRow {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int TRAILER = -1;
    private static final int NULL = -1;
    /** Timestamps are microseconds since 2000. */
    private static final long POSTGRES_EPOCH_SECONDS = 946_684_800;
    private static final long MICROS = 1_000_000;

    private ByteBuffer row = ByteBuffer.allocate(0);

    /** Goes to the first field of what the server sent at once, which is a row or the end: then it is false. */
    boolean begin(byte[] sent) {
        row = ByteBuffer.wrap(sent);
        if (startsWithSignature(sent)) {
            row.position(SIGNATURE.length + Integer.BYTES);
            int extension = row.getInt();
            row.position(row.position() + extension);
        }
        return row.hasRemaining() && row.getShort() != TRAILER;
    }

    /** The format's header comes before the first row. No row starts like it: it would have 20,551 fields. */
    private static boolean startsWithSignature(byte[] sent) {
        return sent.length >= SIGNATURE.length && Arrays.equals(sent, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    int int4() {
        row.getInt();
        return row.getInt();
    }

    long int8() {
        row.getInt();
        return row.getLong();
    }

    /** A timestamptz. */
    Instant timestamp() {
        long micros = int8();
        return Instant.ofEpochSecond(
                POSTGRES_EPOCH_SECONDS + Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }

    String text() {
        return Objects.requireNonNull(optionalText());
    }

    @Nullable
    String optionalText() {
        int length = row.getInt();
        return length == NULL ? null : text(length);
    }

    private String text(int length) {
        int from = row.position();
        row.position(from + length);
        return new String(row.array(), from, length, StandardCharsets.UTF_8);
    }

    /** An array of one dimension, or an empty one, without nulls. */
    <T> List<T> texts(Function<String, T> form) {
        row.getInt();
        int dimensions = row.getInt();
        row.getInt(); // whether there are nulls
        row.getInt(); // the elements' type
        if (dimensions == 0) {
            return List.of();
        }
        int size = row.getInt();
        row.getInt(); // the first index
        List<T> texts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            texts.add(form.apply(text()));
        }
        return texts;
    }

    /** Takes a field's bytes out of a larger array. */
    @FunctionalInterface
    interface FieldSink {

        void take(byte[] source, int offset, int length);
    }

    /** Hands the next field on as it came; false when it is null. */
    boolean next(FieldSink sink) {
        int length = row.getInt();
        if (length == NULL) {
            return false;
        }
        int from = row.position();
        row.position(from + length);
        sink.take(row.array(), from, length);
        return true;
    }

    byte[] bytes() {
        int length = row.getInt();
        int from = row.position();
        row.position(from + length);
        return Arrays.copyOfRange(row.array(), from, from + length);
    }
}
