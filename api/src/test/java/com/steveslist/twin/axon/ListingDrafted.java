package com.steveslist.twin.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.steveslist.twin.shared.ListingRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As Steveslist has it too: a listing begins as a draft. A class with plain collections: Axon's XStream does not write records. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class ListingDrafted {

    String listingId = "";
    String sellerId = "";
    String name = "";
    @Nullable
    String description;
    @Nullable
    String category;
    List<String> labels = new ArrayList<>();
    long priceAmount;
    String priceCurrency = "";
    String country = "";
    String city = "";
    @Nullable
    Double latitude;
    @Nullable
    Double longitude;
    long quantity;
    Map<String, String> attributes = new HashMap<>();
    List<String> photos = new ArrayList<>();
    @Nullable
    Instant at;

    ListingDrafted() {}

    ListingDrafted(CreateListing command) {
        ListingRequest details = command.details();
        listingId = command.listingId();
        sellerId = command.sellerId();
        name = details.name();
        description = details.description();
        category = details.category();
        labels.addAll(details.labels() == null ? List.of() : details.labels());
        priceAmount = details.priceAmount();
        priceCurrency = details.priceCurrency();
        country = details.country();
        city = details.city();
        latitude = details.latitude();
        longitude = details.longitude();
        quantity = details.quantity() == null ? 1 : details.quantity();
        attributes.putAll(details.attributes() == null ? Map.of() : details.attributes());
        photos.addAll(details.photos() == null ? List.of() : details.photos());
        at = command.at();
    }
}
