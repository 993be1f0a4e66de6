package com.steveslist.api.error;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** A paragraph about each code: {@code errors.properties} beside this class, one line a code. */
final class ErrorTexts {

    private static final Properties TEXTS = read();

    private ErrorTexts() {}

    /** Throws when there is none, which a test keeps from happening. */
    static String of(ErrorCode code) {
        return Objects.requireNonNull(TEXTS.getProperty(code.code()), () -> "errors.properties says nothing about " + code.code());
    }

    /** Those that are explained. */
    static Set<String> codes() {
        return TEXTS.stringPropertyNames();
    }

    private static Properties read() {
        Properties texts = new Properties();
        try (Reader file = new InputStreamReader(
                Objects.requireNonNull(ErrorTexts.class.getResourceAsStream("errors.properties")), StandardCharsets.UTF_8)) {
            texts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
