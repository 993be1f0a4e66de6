package com.steveslist.api.input;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.FieldError;
import com.steveslist.api.error.FieldError.In;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a request, so that a client learns all of it at once. */
final class InputErrors {

    private static final int MOST = 100;

    private final In in;
    private final List<FieldError> errors = new ArrayList<>();

    InputErrors(In in) {
        this.in = in;
    }

    void add(String pointer, String code, String detail) {
        if (errors.size() < MOST) {
            errors.add(new FieldError(in, pointer, code, detail));
        }
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw ApiException.invalid(errors);
        }
    }
}
