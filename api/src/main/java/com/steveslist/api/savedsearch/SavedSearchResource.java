package com.steveslist.api.savedsearch;

import com.steveslist.api.http.Json;
import com.steveslist.command.privacy.PersonalData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A saved search as its owner sees it.
 *
 * @param query the parameters of the search, as they were saved
 */
record SavedSearchResource(String id, @Nullable String name, @Nullable JsonNode query, Instant createdAt) {

    static SavedSearchResource of(SavedSearch search, PersonalData personal) {
        return new SavedSearchResource(
                search.id(),
                personal.read(search.name()),
                personal.decrypt(search.query()).map(Json::read).orElse(null),
                search.createdAt());
    }
}
