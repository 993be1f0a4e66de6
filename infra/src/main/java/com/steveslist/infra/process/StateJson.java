package com.steveslist.infra.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.steveslist.infra.serialization.EventMapper;

/** States of processes in the JSON of events; fields of other versions of this code are ignored. */
final class StateJson {

    private final ObjectMapper mapper = EventMapper.create().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    String write(Object state) {
        try {
            return mapper.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write " + state.getClass().getSimpleName() + " as JSON", e);
        }
    }

    <S> S read(String text, Class<S> stateType) {
        try {
            return mapper.readValue(text, stateType);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read " + stateType.getSimpleName() + " from JSON", e);
        }
    }
}
