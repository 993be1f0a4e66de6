package com.steveslist.twin.jpa;

import com.steveslist.twin.shared.ListingRequest;
import com.steveslist.twin.shared.ListingResponse;
import java.net.URI;
import java.security.Principal;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

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
}
