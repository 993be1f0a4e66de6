package com.steveslist.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldSort;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlighterEncoder;
import co.elastic.clients.elasticsearch.core.search.HighlighterType;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.SortKey;
import com.steveslist.query.search.ListingSearchResult.Hit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Searches the index: for what was typed first; with typing errors forgiven, in words that hardly any listing has, when that finds little;
 * and for some of the words when nothing has all of them.
 */
final class ElasticsearchSearch {

    private static final int LITTLE = 3;
    private static final int RARE_ONE_IN = 10_000;
    private static final Map<String, String> SORT_FIELDS = Map.of(
            "created_at", "created_at", "updated_at", "updated_at", "price_amount", "price_amount", "name", "name.sort");

    private final ElasticsearchClient client;

    ElasticsearchSearch(ElasticsearchClient client) {
        this.client = client;
    }

    ListingSearchResult search(ListingSearchRequest request, @Nullable SearchCursor after) throws IOException {
        SearchText text = SearchText.of(request.text());
        Asking asking = new Asking(client);
        if (after != null) {
            return ask(asking, request, text, Objects.requireNonNull(after.reading()), after, null).result();
        }
        Answer typed = ask(asking, request, text, Reading.AS_TYPED, null, null);
        if (text.isEmpty() || typed.found() >= LITTLE) {
            return typed.result();
        }
        Reading forgiving = new Reading(false, rareWords(asking, text));
        Answer forgiven = forgiving.forgiving() ? ask(asking, request, text, forgiving, null, null) : typed;
        if (forgiven.found() > 0) {
            return forgiven.result();
        }
        return ask(asking, request, text, forgiving.relax(), null, null).result();
    }

    /** @param request with a limit of as many as there are ids */
    ListingSearchResult among(ListingSearchRequest request, Collection<String> ids) throws IOException {
        SearchText text = SearchText.of(request.text());
        Asking asking = new Asking(client);
        Reading reading = Reading.AS_TYPED;
        if (!text.isEmpty() && ask(asking, request.withLimit(1), text, reading, null, null).found() < LITTLE) {
            reading = new Reading(false, rareWords(asking, text));
        }
        return ask(asking, request, text, reading, null, ids).result();
    }

    /** Words that hardly any listing on the market has are likely to be mistyped. As bits, the first word's lowest. */
    private static int rareWords(Asking asking, SearchText text) throws IOException {
        Map<String, Query> words = new LinkedHashMap<>();
        for (int place = 0; place < text.words().size(); place++) {
            if (SearchText.mayBeMistyped(text.words().get(place))) {
                words.put(String.valueOf(place), Relevance.word(text, place));
            }
        }
        if (words.isEmpty()) {
            return 0;
        }
        SearchResponse<Void> counts = asking.search(
                new SearchRequest.Builder()
                        .size(0)
                        .trackTotalHits(total -> total.enabled(true))
                        .query(market -> market.bool(filter -> filter.filter(Filters.ON_THE_MARKET)))
                        .aggregations("words", words(words)),
                Void.class);
        long listings = Objects.requireNonNull(counts.hits().total()).value();
        int rare = 0;
        for (var word : Objects.requireNonNull(counts.aggregations().get("words")).filters().buckets().keyed().entrySet()) {
            if (word.getValue().docCount() == 0 || word.getValue().docCount() * RARE_ONE_IN < listings) {
                rare |= 1 << Integer.parseInt(word.getKey());
            }
        }
        return rare;
    }

    private static Aggregation words(Map<String, Query> words) {
        return Aggregation.of(each -> each.filters(filters -> filters.filters(all -> all.keyed(words))));
    }

    List<String> suggest(String prefix, int limit) throws IOException {
        SearchResponse<Named> response = new Asking(client).search(
                new SearchRequest.Builder()
                        .source(source -> source.filter(fields -> fields.includes("name")))
                        .suggest(suggest -> suggest.suggesters("names", names -> names.prefix(prefix)
                                .completion(completion -> completion.field("suggest").size(5 * limit)))),
                Named.class);
        Map<String, String> byFolded = new LinkedHashMap<>();
        response.suggest().getOrDefault("names", List.of()).stream()
                .flatMap(suggestion -> suggestion.completion().options().stream())
                .map(option -> Objects.requireNonNull(option.source()).name())
                .forEach(name -> byFolded.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
        return byFolded.values().stream().limit(limit).toList();
    }

    /** What of a document a suggestion needs. */
    record Named(String name) {}

    /** @param among the only ones that may be found; null for all */
    private static Answer ask(
            Asking asking,
            ListingSearchRequest request,
            SearchText text,
            Reading reading,
            @Nullable SearchCursor after,
            @Nullable Collection<String> among)
            throws IOException {
        SearchRequest.Builder search = new SearchRequest.Builder()
                // The same copy of the index answers all pages of a search, so scores do not change between them.
                .preference(Integer.toHexString(Objects.hash(request.text(), request.filter())))
                .size(request.limit() + 1)
                .trackTotalHits(total -> total.count(LITTLE))
                .trackScores(true)
                .sort(sort(request, text));
        BoolQuery.Builder query = new BoolQuery.Builder().filter(Filters.common(request.filter(), request.near()));
        if (among != null) {
            query.filter(Filters.oneOf(among));
        }
        if (!text.isEmpty()) {
            query.must(Relevance.of(text, reading));
            search.highlight(highlight());
        }
        List<Query> choices = new ArrayList<>(Filters.category(request.filter()));
        choices.addAll(Filters.city(request.filter()));
        if (request.facets().isEmpty()) {
            query.filter(choices);
        } else {
            search.aggregations(Facets.of(request.facets(), request.filter()));
            search.postFilter(all -> all.bool(filter -> filter.filter(choices)));
        }
        if (after != null) {
            search.searchAfter(after.sortValues());
        }
        search.query(query.build()._toQuery());
        return new Answer(request, reading, after, asking.search(search, ListingDocument.class));
    }

    private static List<SortOptions> sort(ListingSearchRequest request, SearchText text) {
        List<SortOptions> sort = new ArrayList<>();
        sort.add(by("sold_out_last", false));
        if (!request.sort().isEmpty()) {
            request.sort().forEach(key -> sort.add(by(field(key), key.descending())));
        } else if (text.isEmpty()) {
            sort.add(by("created_at", true));
        } else {
            sort.add(SortOptions.of(options -> options.score(score -> score.order(SortOrder.Desc))));
        }
        sort.add(by("id", request.sort().isEmpty() || request.sort().getLast().descending()));
        return sort;
    }

    private static String field(SortKey key) {
        String field = SORT_FIELDS.get(key.field());
        if (field == null) {
            throw new IllegalArgumentException("a search is not sorted by " + key.field());
        }
        return field;
    }

    private static SortOptions by(String field, boolean descending) {
        return SortOptions.of(options -> options.field(
                FieldSort.of(sort -> sort.field(field).order(descending ? SortOrder.Desc : SortOrder.Asc))));
    }

    private static Highlight highlight() {
        return Highlight.of(all -> all.encoder(HighlighterEncoder.Html)
                .type(HighlighterType.Unified)
                .preTags("<em>")
                .postTags("</em>")
                .fields("name", name -> name.numberOfFragments(0).matchedFields("name", "name.joined"))
                .fields("description", description -> description.numberOfFragments(2).fragmentSize(160)));
    }

    private record Answer(
            ListingSearchRequest request, Reading reading, @Nullable SearchCursor before, SearchResponse<ListingDocument> response) {

        /** How many there are in all; counted up to a few. */
        long found() {
            return Objects.requireNonNull(response.hits().total()).value();
        }

        ListingSearchResult result() {
            var all = response.hits().hits();
            var page = all.subList(0, Math.min(all.size(), request.limit()));
            int seen = before == null ? 0 : before.seen();
            List<Hit> hits = new ArrayList<>();
            page.forEach(hit -> hits.add(hit(hit, seen + hits.size() + 1)));
            Cursor next = all.size() > page.size() ? hits.getLast().place() : null;
            return new ListingSearchResult(List.copyOf(hits), Facets.read(response.aggregations()), next, false);
        }

        private Hit hit(co.elastic.clients.elasticsearch.core.search.Hit<ListingDocument> hit, int seen) {
            Double score = hit.score();
            return new Hit(
                    Objects.requireNonNull(hit.source()).view(),
                    score == null || score.isNaN() ? 0 : score,
                    hit.highlight(),
                    new SearchCursor(reading, seen, hit.sort()).cursor());
        }
    }
}
