package com.steveslist.events.proof;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes leaves, one after the other, into a buffer that it keeps: a version byte, then each field with its length in front as four bytes,
 * big endian. A field that is null has the length -1, so it is not one that is empty. Who reads rows in a form that already has lengths
 * in front copies them with {@link #field}. Used by one thread at a time.
 */
public final class LeafWriter {

    /** Comes first, so that another form can never be mistaken for this one. */
    public static final byte VERSION = 1;

    static final int NULL = -1;

    private ByteBuffer buffer = ByteBuffer.allocate(1 << 10);

    /** Forgets the leaf before. */
    public void begin() {
        buffer.clear();
        buffer.put(VERSION);
    }

    public void number(int value) {
        room(2 * Integer.BYTES);
        buffer.putInt(Integer.BYTES).putInt(value);
    }

    public void number(long value) {
        room(Integer.BYTES + Long.BYTES);
        buffer.putInt(Long.BYTES).putLong(value);
    }

    /** As microseconds since 1970 UTC, eight bytes. */
    public void time(Instant time) {
        number(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    public void text(@Nullable String value) {
        if (value == null) {
            room(Integer.BYTES);
            buffer.putInt(NULL);
        } else {
            bytes(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    public void bytes(byte[] value) {
        field(value, 0, value.length);
    }

    /** A field's bytes out of a larger array. */
    public void field(byte[] source, int offset, int length) {
        room(Integer.BYTES + length);
        buffer.putInt(length).put(source, offset, length);
    }

    /** One field: how many there are, then each with its length in front. */
    public void texts(List<String> values) {
        int start = nested(values.size());
        values.forEach(this::text);
        endNested(start);
    }

    /** One field: how many entries there are, then each key and value, in the order of the keys' bytes. */
    public void map(Map<String, String> values) {
        int start = nested(values.size());
        Stream<Map.Entry<String, String>> entries = values.entrySet().stream();
        (values.size() < 2 ? entries : entries.sorted((a, b) -> Arrays.compareUnsigned(utf8(a.getKey()), utf8(b.getKey()))))
                .forEach(entry -> {
                    text(entry.getKey());
                    text(entry.getValue());
                });
        endNested(start);
    }

    private int nested(int count) {
        room(2 * Integer.BYTES);
        int start = buffer.position();
        buffer.putInt(0).putInt(count);
        return start;
    }

    private void endNested(int start) {
        buffer.putInt(start, buffer.position() - start - Integer.BYTES);
    }

    /** Of what was written since {@link #begin}. */
    public Hash hash() {
        return Hash.ofLeaf(buffer.array(), 0, buffer.position());
    }

    /** Writes what was written since {@link #begin} to a stream, with its length in front as four bytes. */
    public void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(buffer.position());
        out.write(buffer.array(), 0, buffer.position());
    }

    /** What was written since {@link #begin}. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * buffer.capacity(), buffer.position() + bytes));
            larger.put(buffer.flip());
            buffer = larger;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
