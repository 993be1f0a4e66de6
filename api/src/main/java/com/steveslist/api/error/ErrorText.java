package com.steveslist.api.error;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/**
 * What people are told about a code: {@code errors.properties} beside this class, four lines a code.
 *
 * @param means what has happened
 * @param remedy what to do
 * @param call a method and a path of which it can be the answer
 * @param detail that it then has
 */
public record ErrorText(ErrorCode code, String means, String remedy, String call, String detail) {

    private static final Properties TEXTS = read();
    private static final String SOME_REQUEST = "req_01kb5p3h2v8e6r9s0t1w2x3y4z";

    /** Throws when one is missing, which a test keeps from happening. */
    static ErrorText of(ErrorCode code) {
        return new ErrorText(code, text(code, "means"), text(code, "do"), text(code, "call"), text(code, "detail"));
    }

    private static String text(ErrorCode code, String what) {
        String key = code.code() + "." + what;
        return Objects.requireNonNull(TEXTS.getProperty(key), () -> "errors.properties lacks " + key);
    }

    /** All keys of the file. */
    static Set<String> keys() {
        return TEXTS.stringPropertyNames();
    }

    /** An answer with it as JSON has it: RFC 9457, or GraphQL's own form. */
    public Object example() {
        String path = call.substring(call.indexOf(' ') + 1);
        return path.equals("/graphql") ? ofGraphql() : Problem.of(exception(), path, SOME_REQUEST);
    }

    /** Clients of automatic persisted queries look for a name of their own. */
    private Map<String, Object> ofGraphql() {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", code == ErrorCode.PERSISTED_QUERY_NOT_FOUND ? code.name() : code.code());
        extensions.put("retryable", code.retryable());
        extensions.put("request_id", SOME_REQUEST);
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", detail);
        error.put("extensions", extensions);
        return Map.of("errors", List.of(error));
    }

    private ApiException exception() {
        return code == ErrorCode.INVALID_REQUEST
                ? ApiException.invalid(new FieldError(FieldError.In.BODY, "/price_amount", "out_of_range", detail))
                : ApiException.of(code, detail);
    }

    private static Properties read() {
        Properties texts = new Properties();
        try (Reader file = new InputStreamReader(
                Objects.requireNonNull(ErrorText.class.getResourceAsStream("errors.properties")), StandardCharsets.UTF_8)) {
            texts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
