package com.steveslist.twin.axon;

import com.steveslist.twin.shared.ListingRequest;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

record CreateListing(@TargetAggregateIdentifier String listingId, String sellerId, ListingRequest details, Instant at) {}
