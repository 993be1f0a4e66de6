package com.steveslist.api.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files of this application. */
final class Texts {

    private Texts() {}

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
