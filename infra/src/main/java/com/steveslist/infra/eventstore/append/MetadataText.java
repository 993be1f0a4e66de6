package com.steveslist.infra.eventstore.append;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** Metadata as the JSON text of its column. */
final class MetadataText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MetadataText() {}

    static String write(Map<String, String> metadata) {
        if (metadata.isEmpty()) {
            return "{}";
        }
        try {
            return JSON.writeValueAsString(new TreeMap<>(metadata));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("metadata is not JSON", e);
        }
    }
}
