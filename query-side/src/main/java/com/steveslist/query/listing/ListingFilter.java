package com.steveslist.query.listing;

import com.steveslist.events.account.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which listings are wanted; null or empty means any.
 *
 * @param viewer who asks: sees their own in every status, of others only {@code published} and {@code sold_out}
 * @param labels all of them must be there, compared without case
 * @param minPrice minor units, inclusive; likewise {@code maxPrice}
 * @param createdSince inclusive
 * @param createdBefore exclusive
 */
public record ListingFilter(
        @Nullable AccountId viewer,
        @Nullable AccountId sellerId,
        Set<String> statuses,
        @Nullable String category,
        List<String> labels,
        @Nullable String city,
        @Nullable String country,
        @Nullable Long minPrice,
        @Nullable Long maxPrice,
        @Nullable Instant createdSince,
        @Nullable Instant createdBefore,
        @Nullable Instant updatedSince) {}
