package com.steveslist.api.client;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the server said.
 *
 * @param body JSON; a missing node when there was none
 */
public record Answer(int status, JsonNode body, HttpHeaders headers) {
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The thing that was asked for. */
    public JsonNode data() {
        return body.path("data");
    }

    /** The things of a list. */
    public List<JsonNode> items() {
        return data().valueStream().toList();
    }

    /** A text field of the thing; empty when it has no such field. */
    public String text(String field) {
        return data().path(field).asString("");
    }

    /** The error's stable code, empty when this is no error. */
    public String code() {
        return body.path("code").asString("");
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** This answer, when it is a success; throws {@link UnexpectedAnswerException} otherwise. */
    public Answer expected(String what) {
        if (!isSuccess()) {
            throw new UnexpectedAnswerException(what, this);
        }
        return this;
    }
}
