package com.steveslist.infra.eventstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.steveslist.infra.serialization.EventMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The forms that snapshots are kept in, by name. What cannot be read is passed over: the events are the truth. */
public final class SnapshotForms {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotForms.class);

    /** A state may be a map by id, and ids have no order; nobody compares the bytes of snapshots. */
    private final ObjectMapper mapper =
            EventMapper.create().configure(SerializationFeature.FAIL_ON_ORDER_MAP_BY_INCOMPARABLE_KEY, false);

    private final Map<String, Class<?>> types;

    /** @param types the state's type by the form's name */
    public SnapshotForms(Map<String, Class<?>> types) {
        this.types = Map.copyOf(types);
    }

    byte[] write(String form, Object state) {
        Class<?> type = types.get(form);
        if (type == null || !type.isInstance(state)) {
            throw new IllegalArgumentException("no form of snapshots " + form + " for " + state.getClass().getName());
        }
        try {
            return mapper.writerFor(type).writeValueAsBytes(state);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write a snapshot of form " + form, e);
        }
    }

    Optional<Object> read(String form, byte[] payload) {
        Class<?> type = types.get(form);
        if (type == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(mapper.readerFor(type).readValue(payload));
        } catch (IOException e) {
            LOG.warn("passing over a snapshot of form {}: raise its version when the state's form changes", form, e);
            return Optional.empty();
        }
    }
}
