package com.steveslist.api.savedsearch;

import com.steveslist.api.http.Json;
import com.steveslist.api.input.Body;
import com.steveslist.api.input.Params;
import com.steveslist.api.search.SearchInput;
import com.steveslist.events.account.AccountId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The parameters of a search as an object, read by what reads them from an address. */
final class SavedQuery {

    private static final String MEMBER = "query";
    private static final String FACETS = "facets";

    private SavedQuery() {}

    /** Notes in the body what is wrong; null when it is missing or no object. */
    static @Nullable SearchInput read(Body body, AccountId viewer) {
        body.require(MEMBER);
        Params params = body.parameters(MEMBER);
        if (params == null) {
            return null;
        }
        if (!params.isMissing(FACETS)) {
            params.reject(FACETS, "unknown", "Facets are for looking round; a saved search has none.");
        }
        SearchInput input = SearchInput.read(params, viewer);
        params.rejectUnknown();
        return input;
    }

    /** What was saved, read again. Throws {@code invalid_request} if this version no longer knows it. */
    static SearchInput read(JsonNode saved, AccountId viewer) {
        Body body = Body.of(Json.tree(Map.of(MEMBER, saved)));
        SearchInput input = read(body, viewer);
        body.done();
        if (input == null) {
            throw new IllegalStateException("a saved search without a query");
        }
        return input;
    }
}
