package com.steveslist.api.savedsearch;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.NodeSource;
import com.steveslist.api.graphql.RestFields;
import com.steveslist.api.graphql.Told;
import com.steveslist.api.listing.ListingResource;
import com.steveslist.api.live.LiveListener.Ending;
import com.steveslist.api.live.Streams;
import com.steveslist.api.search.SearchArguments;
import com.steveslist.api.security.Scope;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.feed.FeedEvent;
import com.steveslist.query.listing.ListingView;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Saved searches in GraphQL. */
@Component
final class SavedSearchGraph implements RuntimeWiringConfigurer, NodeSource {

    private final SavedSearchMatches matches;
    private final Streams streams;
    private final ConsistencyTokens tokens;
    private final RestFields rest;

    SavedSearchGraph(SavedSearchMatches matches, Streams streams, ConsistencyTokens tokens, RestFields rest) {
        this.matches = matches;
        this.streams = streams;
        this.tokens = tokens;
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("savedSearch", this::find)
                .dataFetcher("savedSearches", field -> rest.read(field, "GET /v1/saved-searches", "limit=100")))
                .type("SavedSearch", type -> type.dataFetcher("parameters", SavedSearchGraph::parameters))
                .type("Mutation", type -> type
                        .dataFetcher("saveSearch", rest.mutation("POST /v1/saved-searches", "savedSearch", SavedSearchGraph::body))
                        .dataFetcher("deleteSavedSearch", rest.mutation("DELETE /v1/saved-searches/{id}", "savedSearch")))
                .type("Subscription", type -> type.dataFetcher("savedSearchMatched", this::matched));
    }

    @Override
    public String prefix() {
        return SavedSearch.PREFIX;
    }

    @Override
    public CompletableFuture<@Nullable Object> node(DataFetchingEnvironment field, String id) {
        return rest.node(field, "GET /v1/saved-searches/{id}", id);
    }

    private record Parameter(String name, List<String> values) {}

    private static List<Parameter> parameters(DataFetchingEnvironment field) {
        JsonNode query = Arguments.<SavedSearchResource>source(field).query();
        return query == null
                ? List.of()
                : query.propertyStream().map(member -> new Parameter(member.getKey(), values(member.getValue()))).toList();
    }

    private static List<String> values(JsonNode value) {
        return value.isArray() ? value.valueStream().map(JsonNode::asString).toList() : List.of(value.asString());
    }

    /** As REST's body has it: a name, and the parameters of the search. */
    private static Map<String, @Nullable Object> body(Map<String, Object> input) {
        Map<String, Object> query = new LinkedHashMap<>(SearchArguments.read(input));
        Arguments.filter(input).forEach((name, values) -> query.put(name, values.size() == 1 ? values.getFirst() : values));
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("name", input.get("name"));
        body.put("query", query);
        return body;
    }

    private Publisher<Object> matched(DataFetchingEnvironment field) {
        Asking asking = Asking.of(field);
        asking.require(Scope.SAVED_SEARCHES_READ);
        AccountId account = asking.account();
        String id = Arguments.id(field);
        matches.require(id, account);
        LogPosition after = streams.place(field.getArgument("after"));
        return Told.of(field, told -> matches.follow(account, id, after, new Listener(told, account, tokens)));
    }

    private record Listener(Told told, AccountId viewer, ConsistencyTokens tokens) implements MatchListener {

        @Override
        public void matched(ListingView listing, FeedEvent cause) throws InterruptedException {
            told.next(ListingResource.of(listing, viewer), cause.at());
        }

        @Override
        public void rewound(LogPosition place) {
            told.rewound(tokens.encode(place));
        }

        @Override
        public void ended(Ending why) {
            told.ended(why);
        }
    }
}
