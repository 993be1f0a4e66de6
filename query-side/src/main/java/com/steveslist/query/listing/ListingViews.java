package com.steveslist.query.listing;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.paging.SortKey;
import com.steveslist.query.store.ListQuery;
import com.steveslist.query.store.ListQuery.SortColumn;
import com.steveslist.query.store.ViewTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads listings from PostgreSQL. */
public final class ListingViews {

    public static final String CONSUMER = "view.listing";
    public static final String TABLE = "views.listing";

    /** As the partial indexes have it. */
    private static final String PUBLIC = "status in ('published', 'sold_out')";

    private static final Map<String, SortColumn<ListingView>> SORTS = Map.of(
            "created_at", new SortColumn<>("timestamptz", view -> view.createdAt().toString()),
            "updated_at", new SortColumn<>("timestamptz", view -> view.updatedAt().toString()),
            "price_amount", new SortColumn<>("bigint", view -> Long.toString(view.details().price().amountMinor())),
            "name", new SortColumn<>("text", view -> view.details().name()),
            "id", new SortColumn<>("text", view -> view.id().value()));

    private final ViewTable<ListingView> table;

    public ListingViews(ViewTable<ListingView> table) {
        this.table = table;
    }

    public Optional<ListingView> find(ListingId id) {
        return table.find(id.value());
    }

    /**
     * @param sort of {@code created_at}, {@code updated_at}, {@code price_amount}, {@code name}; empty for the newest first
     * @throws IllegalArgumentException for another field, or a cursor of another sort
     */
    public Page<ListingView> list(ListingFilter filter, List<SortKey> sort, PageRequest page) {
        return matching(filter).page(sort, page);
    }

    /** All listings of a seller in every status, the newest first; see {@link ListQuery#each}. */
    public void each(AccountId seller, Consumer<ListingView> consumer) {
        ofSeller(seller).each(consumer);
    }

    /** The names of attributes that a seller's listings have, at most so many. */
    public List<String> attributeNames(AccountId seller, int most) {
        return ofSeller(seller).distinct("jsonb_object_keys(body -> 'details' -> 'attributes')", most);
    }

    private ListQuery<ListingView> ofSeller(AccountId seller) {
        return new ListQuery<>(table, SORTS).and("seller_id = :seller", "seller", seller.value());
    }

    private ListQuery<ListingView> matching(ListingFilter filter) {
        ListQuery<ListingView> query = new ListQuery<>(table, SORTS)
                .and("seller_id = :seller", "seller", filter.sellerId() == null ? null : filter.sellerId().value())
                .and("status in (:statuses)", "statuses", filter.statuses())
                .and("category = :category", "category", filter.category())
                .and("city = :city", "city", filter.city())
                .and("country = :country", "country", filter.country())
                .and("price_amount >= :min_price", "min_price", filter.minPrice())
                .and("price_amount <= :max_price", "max_price", filter.maxPrice())
                .and("created_at >= :created_since", "created_since", timestamp(filter.createdSince()))
                .and("created_at < :created_before", "created_before", timestamp(filter.createdBefore()))
                .and("updated_at >= :updated_since", "updated_since", timestamp(filter.updatedSince()));
        for (int i = 0; i < filter.labels().size(); i++) {
            query.and("labels @> array[cast(:label_" + i + " as text)]", "label_" + i, filter.labels().get(i).toLowerCase(Locale.ROOT));
        }
        return visible(query, filter);
    }

    /** One's own in every status; of others what is or was for sale. */
    private static ListQuery<ListingView> visible(ListQuery<ListingView> query, ListingFilter filter) {
        if (filter.viewer() == null || filter.sellerId() != null && !filter.viewer().equals(filter.sellerId())) {
            return query.and(PUBLIC);
        }
        return filter.sellerId() != null
                ? query
                : query.either(PUBLIC, "seller_id = :viewer and not (" + PUBLIC + ")", "viewer", filter.viewer().value());
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
