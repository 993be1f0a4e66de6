package com.steveslist.api.search;

import com.steveslist.api.graphql.Arguments;
import com.steveslist.api.graphql.Asking;
import com.steveslist.api.graphql.RestFields;
import com.steveslist.api.graphql.ViewReads;
import com.steveslist.api.input.Params;
import com.steveslist.api.listing.ListingResource;
import com.steveslist.api.paging.Connection;
import com.steveslist.api.paging.Connections;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.paging.Page;
import com.steveslist.query.search.ListingSearch;
import com.steveslist.query.search.ListingSearchRequest;
import com.steveslist.query.search.ListingSearchResult;
import com.steveslist.query.search.ListingSearchResult.FacetValue;
import com.steveslist.query.search.ListingSearchResult.Hit;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Search in GraphQL. */
@Component
final class SearchGraph implements RuntimeWiringConfigurer {

    private final ListingSearch search;
    private final ViewReads reads;
    private final Connections connections;
    private final RestFields rest;

    SearchGraph(ListingSearch search, ViewReads reads, Connections connections, RestFields rest) {
        this.search = search;
        this.reads = reads;
        this.connections = connections;
        this.rest = rest;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("Query", type -> type
                .dataFetcher("searchListings", this::listings)
                .dataFetcher("searchSuggestions", this::suggestions))
                .type("ListingSearchConnection", type -> type
                        .dataFetcher("edges", field -> found(field).connection().edges())
                        .dataFetcher("nodes", field -> found(field).connection().nodes().stream().map(Hit::listing)
                                .map(listing -> ListingResource.of(listing, Asking.of(field).accountIfAny())).toList())
                        .dataFetcher("pageInfo", field -> found(field).connection().pageInfo()))
                .type("ListingSearchEdge", type -> type
                        .dataFetcher("cursor", field -> Arguments.<Connection.Edge<Hit>>source(field).cursor())
                        .dataFetcher("node", field -> ListingResource.of(hit(field).listing(), Asking.of(field).accountIfAny()))
                        .dataFetcher("score", field -> hit(field).score())
                        .dataFetcher("highlights", field -> hit(field).highlights().entrySet().stream()
                                .map(entry -> new Highlight(entry.getKey(), entry.getValue()))
                                .toList()));
    }

    private record Found(Connection<Hit> connection, List<Facet> facets, boolean degraded) {}

    private record Facet(String facet, List<FacetValue> values) {}

    private record Highlight(String field, List<String> fragments) {}

    private static Found found(DataFetchingEnvironment field) {
        return Arguments.source(field);
    }

    private static Hit hit(DataFetchingEnvironment field) {
        return Arguments.<Connection.Edge<Hit>>source(field).node();
    }

    private Found listings(DataFetchingEnvironment field) {
        Asking asking = Asking.of(field);
        AccountId viewer = asking.accountIfAny();
        Params params = Arguments.params(field, SearchArguments.read(field.getArguments()));
        SearchInput input = SearchInput.read(params, viewer);
        params.done();
        Connections.Wanted wanted =
                connections.read(field.getArguments(), "search " + params.canonicalWithout(Set.of("facets")) + " " + viewer);
        ListingSearchRequest request = input.request(wanted.page().limit(), wanted.page().after());
        ListingSearchResult result = reads.rows(
                asking, SearchController.INDEX, ListingViews.CONSUMER, () -> search.search(request), ListingSearchResult::degraded);
        Page<Hit> page = new Page<>(result.hits(), result.next(), null, null);
        List<Facet> facets = result.facets().entrySet().stream()
                .map(entry -> new Facet(entry.getKey(), entry.getValue()))
                .toList();
        return new Found(connections.of(wanted, page, hit -> hit, Hit::place), facets, result.degraded());
    }

    private @Nullable Object suggestions(DataFetchingEnvironment field) {
        String text = Objects.requireNonNull(field.getArgument("text"));
        return rest.read(field, "GET /v1/search/suggestions", "q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }
}
