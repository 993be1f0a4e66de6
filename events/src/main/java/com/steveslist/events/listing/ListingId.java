package com.steveslist.events.listing;

import com.steveslist.events.id.Id;
import com.steveslist.events.id.Ids;

/** Names a listing: {@code lst_…}. */
public record ListingId(String value) implements Id {

    public static final String PREFIX = "lst";

    public ListingId {
        Ids.check(PREFIX, value);
    }

    public static ListingId next() {
        return new ListingId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
