package com.steveslist.api.graphql;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;

/**
 * What an operation takes, counted before anything of it is done.
 *
 * @param requested fields, by their weights and as often as their lists are long
 */
record QueryCost(long requested) {

    /** A page of 100 orders with all that belongs to them stays below it. */
    static final int LIMIT = 20_000;

    /** Levels of fields; introspection is bounded in another way. */
    static final int DEEPEST = 15;

    static ApiException tooCostly(long atLeast) {
        return ApiException.of(
                ErrorCode.QUERY_TOO_COSTLY,
                "This operation takes at least " + atLeast + " of the " + LIMIT + " that one may take."
                        + " Ask for shorter pages, for fewer fields, or in several requests.");
    }

    static ApiException tooDeep() {
        return ApiException.of(ErrorCode.QUERY_TOO_DEEP, "Fields can be nested " + DEEPEST + " deep, no more.");
    }
}
