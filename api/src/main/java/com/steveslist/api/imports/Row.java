package com.steveslist.api.imports;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.FieldError;
import com.steveslist.api.http.Json;
import com.steveslist.api.input.Body;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A row that says what it is about. @param number from 1, in its import */
record Row(int number, String key, ObjectNode fields) {

    private static final int LONGEST_KEY = 100;

    /** Throws {@link ApiException} when it is no JSON object with a key. */
    static Row read(int number, byte[] line) {
        JsonNode tree;
        try {
            tree = Json.read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString());
        } catch (CharacterCodingException e) {
            throw ApiException.of(ErrorCode.INVALID_JSON, "The row is not well-formed UTF-8.");
        } catch (JacksonException e) {
            throw ApiException.of(ErrorCode.INVALID_JSON, "The row is not valid JSON, on one line, with each name once.");
        }
        if (!(tree instanceof ObjectNode fields)) {
            throw ApiException.invalid(new FieldError(FieldError.In.BODY, "", "wrong_type", "A row must be a JSON object."));
        }
        ObjectNode onlyKey = Json.object();
        if (fields.has("key")) {
            onlyKey.set("key", fields.get("key"));
        }
        Body alone = Body.of(onlyKey);
        String key = alone.requiredText("key", 1, LONGEST_KEY);
        alone.done();
        return new Row(number, key, fields);
    }
}
