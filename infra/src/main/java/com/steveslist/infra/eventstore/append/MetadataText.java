package com.steveslist.infra.eventstore.append;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Metadata as the JSON text of its column. Nearly all events have one of few: the name of their command. */
final class MetadataText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_KNOWN = 500;
    private static final Map<Map<String, String>, String> KNOWN = new ConcurrentHashMap<>();

    private MetadataText() {}

    static String write(Map<String, String> metadata) {
        if (metadata.isEmpty()) {
            return "{}";
        }
        String known = KNOWN.get(metadata);
        if (known != null) {
            return known;
        }
        String text = text(metadata);
        if (KNOWN.size() < MOST_KNOWN) {
            KNOWN.put(Map.copyOf(metadata), text);
        }
        return text;
    }

    private static String text(Map<String, String> metadata) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(metadata));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("metadata is not JSON", e);
        }
    }
}
