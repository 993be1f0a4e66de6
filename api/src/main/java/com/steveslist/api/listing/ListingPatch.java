package com.steveslist.api.listing;

import com.steveslist.api.http.Json;
import com.steveslist.api.input.Body;
import com.steveslist.command.listing.ListingState;
import com.steveslist.events.listing.ListingDetails;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON merge patch (RFC 7396) of a listing: applied to the listing as it could be sent, then read as if it had been sent so. */
record ListingPatch(JsonNode patch) {

    /** Any valid listing: a patch that is wrong on it is wrong on every listing. */
    private static final Map<String, Object> SAMPLE =
            Map.of("name", "-", "price_amount", 1, "price_currency", "usd", "country", "US", "city", "-");

    /** Throws when the patch is wrong whatever it is applied to. Whether one coordinate has its other one, only the listing can say. */
    static ListingPatch read(JsonNode patch) {
        if (patch instanceof ObjectNode object) {
            ObjectNode sample = (ObjectNode) Json.tree(SAMPLE);
            for (String coordinate : Set.of("latitude", "longitude")) {
                boolean isAlone = object.has(coordinate) != object.has(other(coordinate));
                JsonNode value = object.get(coordinate);
                if (isAlone && value != null && !value.isNull()) {
                    sample.put(other(coordinate), 0);
                }
            }
            ListingInput.read(Body.of(merge(sample, withoutLoneNulls(object))));
        } else {
            Body.of(patch);
        }
        return new ListingPatch(patch);
    }

    private static String other(String coordinate) {
        return coordinate.equals("latitude") ? "longitude" : "latitude";
    }

    private static ObjectNode withoutLoneNulls(ObjectNode patch) {
        ObjectNode copy = patch.deepCopy();
        for (String coordinate : Set.of("latitude", "longitude")) {
            JsonNode value = copy.get(coordinate);
            if (value != null && value.isNull()) {
                copy.remove(coordinate);
            }
        }
        return copy;
    }

    ListingInput applyTo(ListingState listing) {
        String currency = listing.details().price().currency().code();
        return ListingInput.read(Body.of(merge((ObjectNode) Json.tree(editable(listing)), patch)), currency);
    }

    private static JsonNode merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (value.isNull()) {
                target.remove(name);
            } else if (value.isObject()) {
                ObjectNode inner = target.get(name) instanceof ObjectNode object ? object : target.objectNode();
                target.set(name, merge(inner, value));
            } else {
                target.set(name, value);
            }
        });
        return target;
    }

    private static Map<String, @Nullable Object> editable(ListingState listing) {
        ListingDetails details = listing.details();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("name", details.name());
        members.put("description", details.description());
        members.put("category", details.category());
        members.put("labels", List.copyOf(details.labels()));
        members.put("price_amount", details.price().amountMinor());
        members.put("price_currency", details.price().currency().code());
        members.put("country", details.country());
        members.put("city", details.city());
        members.put("latitude", details.latitude());
        members.put("longitude", details.longitude());
        members.put("quantity", listing.quantity());
        members.put("attributes", new TreeMap<>(details.attributes()));
        members.put("photos", details.photos());
        return members;
    }
}
