package com.steveslist.api.imports;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a row was not carried out.
 *
 * @param row from 1, without the header and blank lines
 * @param key null when it cannot be read
 * @param code as an answer to {@code POST /v1/listings} would have it
 */
record RowFailure(int row, @Nullable String key, String code, String detail, List<Field> errors) {

    /** @param pointer into the row as JSON */
    record Field(String pointer, String code, String detail) {}

    static RowFailure of(int row, @Nullable String key, ApiException e) {
        return new RowFailure(row, key, e.code().code(), e.detail(), e.errors().stream().map(RowFailure::field).toList());
    }

    private static Field field(FieldError error) {
        return new Field(error.pointer(), error.code(), error.detail());
    }
}
