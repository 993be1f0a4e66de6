package com.steveslist.command.listing;

import com.steveslist.command.dispatch.AggregateType;
import com.steveslist.events.listing.ListingId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes listings known to the dispatcher. Their streams can be long: every unit that is sold leaves two events. */
@AutoConfiguration
class ListingConfiguration {

    static final AggregateType<ListingState> TYPE =
            AggregateType.of(Listing.NAME, ListingId.class, ListingState.class, Listing.class, Listing::new)
                    .withSnapshots(100, 1);

    @Bean
    AggregateType<ListingState> listingAggregate() {
        return TYPE;
    }
}
