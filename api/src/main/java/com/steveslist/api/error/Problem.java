package com.steveslist.api.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The form of every error: RFC 9457 with a stable code. */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        String code,
        @Nullable String requestId,
        boolean retryable,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Item> errors) {

    record Item(String pointer, String in, String code, String detail) {}

    static Problem of(ApiException e, @Nullable String instance, @Nullable String requestId) {
        ErrorCode code = e.code();
        List<Item> items = e.errors().stream()
                .map(error -> new Item(
                        error.pointer(), error.in().name().toLowerCase(Locale.ROOT), error.code(), error.detail()))
                .toList();
        return new Problem(
                "/docs/errors#" + code.code(),
                code.title(),
                code.status(),
                e.detail(),
                instance,
                code.code(),
                requestId,
                code.retryable(),
                items);
    }
}
