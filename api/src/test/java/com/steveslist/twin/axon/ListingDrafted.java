package com.steveslist.twin.axon;

import com.steveslist.twin.shared.ListingRequest;
import java.time.Instant;

/** As Steveslist has it too: a listing begins as a draft. */
public record ListingDrafted(String listingId, String sellerId, ListingRequest details, Instant at) {}
