package com.steveslist.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.search.ListingSearchRequest.Near;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be found at all, and the filters that a person set. */
final class Filters {

    static final Set<String> PUBLIC = Set.of("published", "sold_out");

    static final Query ON_THE_MARKET = anyOf("status", PUBLIC);

    private Filters() {}

    /** Every filter but the one on category and the one on city, which facets set aside by turns. */
    static List<Query> common(ListingFilter filter, @Nullable Near near) {
        List<Query> all = new ArrayList<>();
        all.add(visible(filter.viewer(), filter.statuses()));
        if (!filter.statuses().isEmpty()) {
            all.add(anyOf("status", filter.statuses()));
        }
        if (filter.sellerId() != null) {
            all.add(equal("seller_id", filter.sellerId().value()));
        }
        filter.labels().forEach(label -> all.add(equal("labels", label)));
        if (filter.country() != null) {
            all.add(equal("country", filter.country()));
        }
        if (filter.minPrice() != null || filter.maxPrice() != null) {
            all.add(price(filter.minPrice(), filter.maxPrice()));
        }
        if (filter.createdSince() != null || filter.createdBefore() != null) {
            all.add(time("created_at", filter.createdSince(), filter.createdBefore()));
        }
        if (filter.updatedSince() != null) {
            all.add(time("updated_at", filter.updatedSince(), null));
        }
        if (near != null) {
            all.add(Query.of(q -> q.geoDistance(distance -> distance.field("location")
                    .distance(near.radiusKm() + "km")
                    .location(place -> place.latlon(at -> at.lat(near.latitude()).lon(near.longitude()))))));
        }
        return all;
    }

    static Query oneOf(Collection<String> ids) {
        return anyOf("id", ids);
    }

    static List<Query> category(ListingFilter filter) {
        return filter.category() == null ? List.of() : List.of(equal("category", filter.category()));
    }

    static List<Query> city(ListingFilter filter) {
        return filter.city() == null ? List.of() : List.of(equal("city", filter.city()));
    }

    /** A search is of the market; one's own drafts and withdrawn listings only when their status is asked for. */
    private static Query visible(@Nullable AccountId viewer, Set<String> statuses) {
        if (viewer == null || PUBLIC.containsAll(statuses)) {
            return ON_THE_MARKET;
        }
        return Query.of(q -> q.bool(either -> either.should(ON_THE_MARKET, equal("seller_id", viewer.value())).minimumShouldMatch("1")));
    }

    private static Query price(@Nullable Long min, @Nullable Long max) {
        return Query.of(q -> q.range(range -> range.number(price -> {
            price.field("price_amount");
            if (min != null) {
                price.gte(min.doubleValue());
            }
            if (max != null) {
                price.lte(max.doubleValue());
            }
            return price;
        })));
    }

    private static Query time(String field, @Nullable Instant since, @Nullable Instant before) {
        return Query.of(q -> q.range(range -> range.date(time -> {
            time.field(field);
            if (since != null) {
                time.gte(since.toString());
            }
            if (before != null) {
                time.lt(before.toString());
            }
            return time;
        })));
    }

    private static Query equal(String field, String value) {
        return Query.of(q -> q.term(term -> term.field(field).value(value)));
    }

    private static Query anyOf(String field, Collection<String> values) {
        return Query.of(q -> q.terms(terms -> terms.field(field).terms(list -> list.value(
                values.stream().sorted().map(FieldValue::of).toList()))));
    }
}
