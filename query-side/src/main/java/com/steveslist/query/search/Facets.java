package com.steveslist.query.search;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.search.ListingSearchResult.FacetValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Counts beside the hits. Category and city count what one would find with another choice, so each sets its own filter aside; labels are
 * all required, so they count what is left to narrow down.
 */
final class Facets {

    private static final int VALUES = 20;
    private static final int SPELLINGS = 100;
    private static final String COUNTED = "counted";

    private Facets() {}

    static Map<String, Aggregation> of(Set<String> names, ListingFilter filter) {
        Map<String, Aggregation> all = new LinkedHashMap<>();
        for (String name : names) {
            switch (name) {
                case "category" -> all.put(name, counting("category.exact", Filters.city(filter)));
                case "city" -> all.put(name, counting("city.exact", Filters.category(filter)));
                case "label" -> {
                    List<Query> both = new ArrayList<>(Filters.category(filter));
                    both.addAll(Filters.city(filter));
                    all.put(name, counting("labels.exact", both));
                }
                default -> throw new IllegalArgumentException("no facet is called " + name + ": use category, city or label");
            }
        }
        return all;
    }

    private static Aggregation counting(String field, List<Query> within) {
        return Aggregation.of(facet -> facet.filter(filter -> filter.bool(all -> all.filter(within)))
                .aggregations(COUNTED, values -> values.terms(terms -> terms.field(field).size(SPELLINGS))));
    }

    static Map<String, List<FacetValue>> read(Map<String, Aggregate> answers) {
        Map<String, List<FacetValue>> facets = new LinkedHashMap<>();
        answers.forEach((name, answer) -> {
            List<FacetValue> spellings =
                    Objects.requireNonNull(answer.filter().aggregations().get(COUNTED)).sterms().buckets().array().stream()
                            .map(bucket -> new FacetValue(bucket.key().stringValue(), bucket.docCount()))
                            .toList();
            facets.put(name, merged(spellings));
        });
        return facets;
    }

    /** "Boston" and "boston" are one value, shown as most people write it. */
    static List<FacetValue> merged(List<FacetValue> spellingsCommonestFirst) {
        Map<String, FacetValue> byFolded = new HashMap<>();
        for (FacetValue spelling : spellingsCommonestFirst) {
            byFolded.merge(
                    spelling.value().toLowerCase(Locale.ROOT),
                    spelling,
                    (shown, other) -> new FacetValue(shown.value(), shown.count() + other.count()));
        }
        return byFolded.values().stream()
                .sorted(Comparator.comparingLong(FacetValue::count).reversed().thenComparing(FacetValue::value))
                .limit(VALUES)
                .toList();
    }
}
