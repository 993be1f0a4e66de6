package com.steveslist.twin.axon;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

class ListingAggregate {

    @AggregateIdentifier
    private @Nullable String listingId;
    private boolean published;

    ListingAggregate() {}

    @CommandHandler
    ListingAggregate(CreateListing command) {
        apply(new ListingDrafted(command));
        if (command.details().published() && !published) {
            apply(new ListingPublished(command.listingId(), command.at()));
        }
    }

    @EventSourcingHandler
    void on(ListingDrafted event) {
        listingId = event.listingId;
    }

    @EventSourcingHandler
    void on(ListingPublished event) {
        published = true;
    }
}
