package com.steveslist.twin.jpa;

import com.steveslist.twin.shared.ListingRequest;
import com.steveslist.twin.shared.ListingResponse;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class ListingService {

    private final Listings listings;

    ListingService(Listings listings) {
        this.listings = listings;
    }

    @Transactional
    public ListingResponse create(String sellerId, ListingRequest asked) {
        return listings.save(Listing.of(sellerId, asked)).response();
    }
}
