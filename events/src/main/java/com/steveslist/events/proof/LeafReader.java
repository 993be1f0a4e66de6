package com.steveslist.events.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link LeafWriter} wrote, and nothing else: each method throws {@link MalformedProofException} that names the field. */
final class LeafReader {

    private final ByteBuffer bytes;

    LeafReader(byte[] leaf) {
        this.bytes = ByteBuffer.wrap(leaf);
        if (leaf.length == 0 || bytes.get() != LeafWriter.VERSION) {
            throw new MalformedProofException("a leaf begins with the byte " + LeafWriter.VERSION);
        }
    }

    int int4(String field) {
        require(length(field) == Integer.BYTES, field, "has not 4 bytes");
        return bytes.getInt();
    }

    long int8(String field) {
        require(length(field) == Long.BYTES, field, "has not 8 bytes");
        return bytes.getLong();
    }

    Instant time(String field) {
        return Instant.EPOCH.plus(int8(field), ChronoUnit.MICROS);
    }

    String text(String field) {
        String text = optionalText(field);
        if (text == null) {
            throw new MalformedProofException(field + " is null");
        }
        return text;
    }

    @Nullable
    String optionalText(String field) {
        int length = length(field);
        return length == LeafWriter.NULL ? null : utf8(field, length);
    }

    List<String> texts(String field) {
        int end = nested(field);
        int count = count(field);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(field));
        }
        require(bytes.position() == end, field, "holds more or less than it says");
        return texts;
    }

    Map<String, String> map(String field) {
        int end = nested(field);
        int count = count(field);
        Map<String, String> map = new LinkedHashMap<>();
        byte[] before = {};
        for (int i = 0; i < count; i++) {
            String key = text(field);
            byte[] encoded = key.getBytes(StandardCharsets.UTF_8);
            require(i == 0 || Arrays.compareUnsigned(before, encoded) < 0, field, "is not in the order of its keys");
            before = encoded;
            map.put(key, text(field));
        }
        require(bytes.position() == end, field, "holds more or less than it says");
        return map;
    }

    byte[] bytes(String field) {
        int length = length(field);
        require(length >= 0, field, "is null");
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }

    void end() {
        require(!bytes.hasRemaining(), "the leaf", "goes on behind its last field");
    }

    private int length(String field) {
        require(bytes.remaining() >= Integer.BYTES, field, "is cut off");
        int length = bytes.getInt();
        require(length >= LeafWriter.NULL && length <= bytes.remaining(), field, "is cut off");
        return length;
    }

    private int nested(String field) {
        int length = length(field);
        require(length >= Integer.BYTES, field, "does not say how many it holds");
        return bytes.position() + length;
    }

    private int count(String field) {
        int count = bytes.getInt();
        require(count >= 0 && count <= bytes.remaining() / Integer.BYTES, field, "is cut off");
        return count;
    }

    private String utf8(String field, int length) {
        ByteBuffer text = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedProofException(field + " is not UTF-8", e);
        }
    }

    private static void require(boolean holds, String field, String otherwise) {
        if (!holds) {
            throw new MalformedProofException(field + " " + otherwise);
        }
    }
}
