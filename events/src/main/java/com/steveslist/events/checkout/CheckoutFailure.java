package com.steveslist.events.checkout;

/** Why a checkout failed, in the words of the public API (lower case there). */
public enum CheckoutFailure {
    OUT_OF_STOCK,
    LISTING_UNAVAILABLE,
    OWN_LISTING,
    PRICE_CHANGED,
    CARD_DECLINED,
    INSUFFICIENT_FUNDS,
    CAPTURE_FAILED,
    PAYMENT_TIMEOUT
}
