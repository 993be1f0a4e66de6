package com.steveslist.query.listing;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.history.Moment;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.Page;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.paging.SortKey;
import com.steveslist.query.store.ListQuery;
import com.steveslist.query.store.ListQuery.SortColumn;
import com.steveslist.query.store.ViewTable;
import com.steveslist.query.store.ViewTable.Row;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
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

    /** What staff took away is shown to its seller only, also as it was before. */
    private static final String REMOVED = "today.status = 'removed'";

    private static final Map<String, SortColumn<ListingView>> SORTS = Map.of(
            "created_at", new SortColumn<>("timestamptz", view -> view.createdAt().toString()),
            "updated_at", new SortColumn<>("timestamptz", view -> view.updatedAt().toString(), true),
            "price_amount", new SortColumn<>("bigint", view -> Long.toString(view.details().price().amountMinor())),
            "name", new SortColumn<>("text", view -> view.details().name()),
            "id", new SortColumn<>("text", view -> view.id().value()));

    private final ViewTable<ListingView> table;

    public ListingViews(ViewTable<ListingView> table) {
        this.table = table;
    }

    /** Reads them as they were at a moment; as they are for none. Throws as {@link ViewTable#at} does. */
    public ListingViews at(@Nullable Moment moment) {
        return moment == null ? this : new ListingViews(table.at(moment));
    }

    public Optional<ListingView> find(ListingId id) {
        return table.find(id.value());
    }

    /** Those that there are of these, by one statement. */
    public Map<ListingId, ListingView> findAll(Collection<ListingId> ids) {
        return table.findAll(ids, ListingView::id);
    }

    /**
     * The listing as it is at this place of the log or later; out of this node's memory where that is known.
     *
     * @param place that the view has applied already, without leaving anything out; null when it left out something
     */
    public Optional<Row<ListingView>> row(ListingId id, @Nullable LogPosition place) {
        return table.row(id.value(), place);
    }

    /**
     * @param sort of {@code created_at}, {@code updated_at}, {@code price_amount}, {@code name}; empty for the newest first
     * @throws IllegalArgumentException for another field, or a cursor of another sort
     */
    public Page<ListingView> list(ListingFilter filter, List<SortKey> sort, PageRequest page) {
        return visible(ofWanted(filter), filter).page(sort, page);
    }

    private ListQuery<ListingView> ofWanted(ListingFilter filter) {
        return matching(filter).and("seller_id = :seller", "seller", filter.sellerId() == null ? null : filter.sellerId().value());
    }

    /** The same page of the listings of each of these sellers, by one statement; of those who have none, nothing. */
    public Map<AccountId, Page<ListingView>> listOfEach(
            Collection<AccountId> sellers, ListingFilter filter, List<SortKey> sort, PageRequest page) {
        ListQuery<ListingView> query = filter.viewer() == null
                ? matching(filter).and(PUBLIC)
                : matching(filter).and("(" + PUBLIC + " or seller_id = :viewer)", "viewer", filter.viewer().value());
        Map<AccountId, Page<ListingView>> pages = new HashMap<>();
        query.pages("seller_id = parent.key", sellers.stream().map(AccountId::value).toList(), sort, page)
                .forEach((seller, listings) -> pages.put(new AccountId(seller), listings));
        return pages;
    }

    /** The place of a listing in a list with this sort. */
    public Cursor cursorOf(ListingView listing, List<SortKey> sort) {
        return new ListQuery<>(table, SORTS).cursorOf(listing, sort);
    }

    /** All listings of a seller in every status, the newest first; see {@link ListQuery#each}. */
    public void each(AccountId seller, Consumer<ListingView> consumer) {
        ofSeller(seller).each(consumer);
    }

    /** A seller's listings that everybody sees, the newest first, at most so many. */
    public List<ListingView> onSale(AccountId seller, int most) {
        return ofSeller(seller).and(PUBLIC).page(List.of(), PageRequest.first(most)).items();
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
                .byRuns()
                .and("status in (:statuses)", "statuses", filter.statuses())
                .and("category = :category", "category", filter.category())
                .and("city = :city", "city", filter.city())
                .and("country = :country", "country", filter.country())
                .and("price_amount >= :min_price", "min_price", filter.minPrice())
                .and("price_amount <= :max_price", "max_price", filter.maxPrice())
                .and("created_at >= :created_since", "created_since", timestamp(filter.createdSince()))
                .and("created_at < :created_before", "created_before", timestamp(filter.createdBefore()))
                .andChanging("updated_at >= :updated_since", "updated_since", timestamp(filter.updatedSince()));
        AccountId viewer = filter.viewer();
        query.exceptToday(viewer == null ? REMOVED : REMOVED + " and today.seller_id <> :today_viewer");
        query.parameter("today_viewer", viewer == null ? "" : viewer.value());
        for (int i = 0; i < filter.labels().size(); i++) {
            query.and("labels @> array[cast(:label_" + i + " as text)]", "label_" + i, filter.labels().get(i).toLowerCase(Locale.ROOT));
        }
        return query;
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
