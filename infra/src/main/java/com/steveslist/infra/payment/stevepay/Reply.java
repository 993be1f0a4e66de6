package com.steveslist.infra.payment.stevepay;

/** How StevePay lets its caller know what it has already written into its books. */
sealed interface Reply<T> {

    /** At once. */
    record Said<T>(T answer) implements Reply<T> {}

    /** By an error that says nothing: nothing was done, but the caller cannot know. */
    record BrokeOff<T>() implements Reply<T> {}

    /** Not at all: it was done, but the caller cannot know. */
    record Hung<T>() implements Reply<T> {}
}
