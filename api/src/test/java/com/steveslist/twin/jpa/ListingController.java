package com.steveslist.twin.jpa;

import com.steveslist.twin.shared.ListingRequest;
import com.steveslist.twin.shared.ListingResponse;
import java.net.URI;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class ListingController {

    private final ListingService service;

    ListingController(ListingService service) {
        this.service = service;
    }

    @PostMapping("/v1/listings")
    ResponseEntity<ListingResponse.Envelope> create(@RequestBody ListingRequest asked, Principal seller) {
        asked.check();
        ListingResponse listing = service.create(seller.getName(), asked);
        return ResponseEntity.created(URI.create("/v1/listings/" + listing.id())).body(new ListingResponse.Envelope(listing));
    }

    @GetMapping("/v1/listings/{id}")
    ListingResponse.Envelope get(@PathVariable UUID id, @Nullable Principal viewer) {
        return service.find(id, name(viewer))
                .map(ListingResponse.Envelope::new)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/v1/listings")
    ListingResponse.Page list(
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(name = "min_price", required = false) @Nullable Long minPrice,
            @RequestParam(name = "max_price", required = false) @Nullable Long maxPrice,
            @RequestParam(defaultValue = "-created_at") String sort,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(name = "cursor", defaultValue = "0") int page,
            @Nullable Principal viewer) {
        if (limit < 1 || limit > 100 || page < 0) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return service.list(new ListingFilter(category, minPrice, maxPrice, name(viewer)), sort, limit, page);
    }

    private static @Nullable String name(@Nullable Principal viewer) {
        return viewer == null ? null : viewer.getName();
    }
}
