package com.steveslist.twin.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** As Steveslist has it too: a draft that anybody may see from now on. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class ListingPublished {

    String listingId = "";
    @Nullable
    Instant at;

    ListingPublished() {}

    ListingPublished(String listingId, Instant at) {
        this.listingId = listingId;
        this.at = at;
    }
}
