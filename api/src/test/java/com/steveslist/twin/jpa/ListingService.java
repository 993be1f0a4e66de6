package com.steveslist.twin.jpa;

import com.steveslist.twin.shared.ListingRequest;
import com.steveslist.twin.shared.ListingResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

@Service
class ListingService {

    private static final Set<String> PUBLIC = Set.of("published", "sold_out");
    private static final Map<String, String> SORTS = Map.of("created_at", "createdAt", "price_amount", "priceAmount", "name", "name");

    private final Listings listings;

    ListingService(Listings listings) {
        this.listings = listings;
    }

    @Transactional
    public ListingResponse create(String sellerId, ListingRequest asked) {
        return listings.save(Listing.of(sellerId, asked)).response();
    }

    @Transactional(readOnly = true)
    public Optional<ListingResponse> find(UUID id, @Nullable String viewer) {
        return listings.findById(id)
                .filter(listing -> PUBLIC.contains(listing.status) || listing.sellerId.equals(viewer))
                .map(Listing::response);
    }

    /** A slice, which costs less than a page: nobody counts. */
    @Transactional(readOnly = true)
    public ListingResponse.Page list(ListingFilter filter, String sort, int limit, int page) {
        boolean descending = sort.startsWith("-");
        String property = SORTS.get(descending ? sort.substring(1) : sort);
        if (property == null) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        Sort order = Sort.by(descending ? Sort.Direction.DESC : Sort.Direction.ASC, property, "id");
        Slice<Listing> found = listings.findBy(filter, query -> query.slice(PageRequest.of(page, limit, order)));
        return ListingResponse.Page.of(found.getContent().stream().map(Listing::response).toList(), found.hasNext(), page + 1);
    }
}
