package com.steveslist.infra.payment.stevepay;

import static com.steveslist.infra.payment.stevepay.TestCard.Operation.AUTHORIZE;
import static com.steveslist.infra.payment.stevepay.TestCard.Operation.CAPTURE;
import static com.steveslist.infra.payment.stevepay.TestCard.Operation.REFUND;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Payment methods whose behaviour is known beforehand: {@code pm_card_ok}, {@code pm_card_declined} and so on. */
enum TestCard {
    OK,
    DECLINED("card_declined"),
    INSUFFICIENT_FUNDS("insufficient_funds"),
    /** Holds the amount, then never answers: whoever asked cannot know. */
    TIMEOUT(AUTHORIZE),
    CAPTURE_FAILS,
    /** Pays out, then never answers. */
    CAPTURE_TIMEOUT(CAPTURE),
    REFUND_FAILS_ONCE,
    REFUND_FAILS,
    /** Gives the money back, then never answers. */
    REFUND_TIMEOUT(REFUND);

    private static final String PREFIX = "pm_card_";
    private static final Map<String, TestCard> BY_METHOD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(TestCard::method, Function.identity()));

    private final @Nullable String declineCode;
    private final @Nullable Operation hangsAfter;

    TestCard() {
        this(null, null);
    }

    TestCard(String declineCode) {
        this(declineCode, null);
    }

    TestCard(Operation hangsAfter) {
        this(null, hangsAfter);
    }

    TestCard(@Nullable String declineCode, @Nullable Operation hangsAfter) {
        this.declineCode = declineCode;
        this.hangsAfter = hangsAfter;
    }

    /** The card of a payment method. One that StevePay has never heard of is declined, as a bank would. */
    static TestCard of(String paymentMethodId) {
        return BY_METHOD.getOrDefault(paymentMethodId, DECLINED);
    }

    String method() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    /** Why it holds nothing; null when it does. */
    @Nullable
    String declineCode() {
        return declineCode;
    }

    boolean hangsAfter(Operation operation) {
        return hangsAfter == operation;
    }

    /** What a card can be asked for. */
    enum Operation {
        AUTHORIZE,
        CAPTURE,
        REFUND
    }
}
