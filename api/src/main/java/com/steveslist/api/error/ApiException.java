package com.steveslist.api.error;

import java.util.List;
import java.util.Map;

/** Ends the handling of a request with an error answer. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;

    private ApiException(ErrorCode code, String detail, List<FieldError> errors, Map<String, String> headers) {
        super(detail, null, false, false);
        this.code = code;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    /** @param detail for people: what is wrong and what to do about it; never a value that the client sent in secret */
    public static ApiException of(ErrorCode code, String detail) {
        return new ApiException(code, detail, List.of(), Map.of());
    }

    public static ApiException of(ErrorCode code, String detail, Map<String, String> headers) {
        return new ApiException(code, detail, List.of(), headers);
    }

    public static ApiException invalid(List<FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.getFirst().detail()
                : errors.size() + " things are wrong; errors lists them.";
        return new ApiException(ErrorCode.INVALID_REQUEST, detail, errors, Map.of());
    }

    /** What stands in the way of a call, thing by thing. */
    public static ApiException of(ErrorCode code, String detail, List<FieldError> inTheWay) {
        return new ApiException(code, detail, inTheWay, Map.of());
    }

    /** One wrong parameter, header or field. */
    public static ApiException invalid(FieldError error) {
        return invalid(List.of(error));
    }

    public static ApiException notFound(String detail) {
        return of(ErrorCode.NOT_FOUND, detail);
    }

    public ErrorCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
