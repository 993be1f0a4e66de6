package com.steveslist.command.listing;

import com.steveslist.command.dispatch.Rejection;

/** Why a listing says no. The last four are also reasons for which a checkout fails. */
public enum ListingRejection implements Rejection {
    /** Somebody else's draft, withdrawn or removed listing, or none at all. */
    NOT_FOUND("not_found", Kind.NOT_FOUND),
    NOT_YOURS("forbidden", Kind.FORBIDDEN),
    INVALID_STATE("invalid_state", Kind.CONFLICT),
    /** The quantity would fall below what is sold and reserved. */
    QUANTITY_TOO_LOW("quantity_too_low", Kind.UNPROCESSABLE),
    OUT_OF_STOCK("out_of_stock", Kind.CONFLICT),
    LISTING_UNAVAILABLE("listing_unavailable", Kind.CONFLICT),
    OWN_LISTING("own_listing", Kind.UNPROCESSABLE),
    PRICE_CHANGED("price_changed", Kind.CONFLICT);

    private final String code;
    private final Kind kind;

    ListingRejection(String code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
