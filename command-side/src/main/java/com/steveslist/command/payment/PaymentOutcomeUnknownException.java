package com.steveslist.command.payment;

/** The provider gave no clear answer: timed out, broke off, or the circuit to it is open. Ask again with the same ids. */
public final class PaymentOutcomeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PaymentOutcomeUnknownException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
        super(message, cause);
    }
}
