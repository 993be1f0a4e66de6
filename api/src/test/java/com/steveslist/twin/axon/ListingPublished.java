package com.steveslist.twin.axon;

import java.time.Instant;

/** As Steveslist has it too: a draft that anybody may see from now on. */
public record ListingPublished(String listingId, Instant at) {}
