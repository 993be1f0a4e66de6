package com.steveslist.api.docs;

import com.steveslist.api.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Files of this application. */
final class Texts {

    private static final Pattern NAME = Pattern.compile("(?m)^(\\s*\"[^\"]*\") : ");

    private Texts() {}

    /** Indented, as people write it. */
    static String json(JsonNode node) {
        return NAME.matcher(new String(Json.write(node, true), StandardCharsets.UTF_8)).replaceAll("$1: ");
    }

    /** Throws when there is none: what is asked for is named in code. */
    static String resource(String path) {
        try (InputStream file = Texts.class.getResourceAsStream("/" + path)) {
            if (file == null) {
                throw new IllegalStateException("this application lacks its file " + path);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
