package com.steveslist.command.listing;

import com.steveslist.command.dispatch.AggregateType;

/** Lends listings to tests of other packages. */
public final class ListingAggregates {

    public static final AggregateType<ListingState> TYPE = ListingConfiguration.TYPE;

    private ListingAggregates() {}
}
