package com.steveslist.twin.axon;

import com.steveslist.twin.shared.ListingRequest;
import com.steveslist.twin.shared.ListingResponse;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ListingController {

    private final CommandGateway commands;

    ListingController(CommandGateway commands) {
        this.commands = commands;
    }

    @PostMapping("/v1/listings")
    ResponseEntity<ListingResponse.Envelope> create(@RequestBody ListingRequest asked, Principal seller) {
        asked.check();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        CreateListing command = new CreateListing(UUID.randomUUID().toString(), seller.getName(), asked, now);
        commands.sendAndWait(command);
        ListingResponse listing =
                ListingResponse.of(command.listingId(), command.sellerId(), asked, now, asked.published() ? 2 : 1);
        return ResponseEntity.created(URI.create("/v1/listings/" + listing.id())).body(new ListingResponse.Envelope(listing));
    }
}
