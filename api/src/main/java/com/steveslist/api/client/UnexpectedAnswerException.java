package com.steveslist.api.client;

/** The server refused what should have worked, or did not answer at all. */
public final class UnexpectedAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnexpectedAnswerException(String what, Answer answer) {
        super("%s: %d %s %s (request %s)".formatted(
                what,
                answer.status(),
                answer.code(),
                answer.body().path("detail").asString(""),
                answer.header("X-Request-Id").orElse("unknown")));
    }

    public UnexpectedAnswerException(String what, Throwable cause) {
        super(what + ": " + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()), cause);
    }
}
