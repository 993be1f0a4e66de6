package com.steveslist.projections.bench;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderId;
import com.steveslist.query.history.Moment;
import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.order.OrderFilter;
import com.steveslist.query.order.OrderView;
import com.steveslist.query.order.OrderViews;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.paging.SortKey;
import com.steveslist.query.store.ViewTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The reads that are measured: single ones and first pages of lists, of 20. Nothing is remembered between two of them. */
final class MarketReads {

    private static final PageRequest PAGE = PageRequest.first(20);
    private static final int SOME = 20_000;

    private final ListingViews listings;
    private final OrderViews orders;
    private final List<ListingId> listingIds;
    private final List<OrderId> orderIds;
    private final Map<String, Question> questions = new LinkedHashMap<>();
    private @Nullable Moment moment;

    MarketReads(DataSource dataSource, VariedMarket market) {
        this.listings =
                new ListingViews(new ViewTable<>(dataSource, ListingViews.TABLE, ListingView.class).keptBy(ListingViews.CONSUMER));
        this.orders = new OrderViews(new ViewTable<>(dataSource, OrderViews.TABLE, OrderView.class).keptBy(OrderViews.CONSUMER));
        JdbcTemplate sql = new JdbcTemplate(dataSource);
        this.listingIds = ids(sql, ListingViews.TABLE).stream().map(ListingId::new).toList();
        this.orderIds = ids(sql, OrderViews.TABLE).stream().map(OrderId::new).toList();
        questions.put("one listing", random -> listing(listingIds.get(random.nextInt(listingIds.size()))));
        questions.put("one order", random -> order(orderIds.get(random.nextInt(orderIds.size()))));
        questions.put("listings, newest first", _ -> list(filter(null, null, null), List.of()));
        questions.put("listings by price", _ -> list(filter(null, null, null), List.of(new SortKey("price_amount", false))));
        questions.put("listings of a category", random -> list(
                filter(null, null, "category-" + random.nextInt(VariedMarket.CATEGORIES)), List.of()));
        questions.put("listings of a seller", random -> list(filter(null, market.someSeller(random), null), List.of()));
        questions.put("orders of a buyer", random -> list(market.someBuyer(random), Set.of()));
        questions.put("shipped orders of a seller", random -> list(market.someSeller(random), Set.of("shipped", "delivered")));
    }

    private interface Question {
        Runnable with(Random random);
    }

    private static List<String> ids(JdbcTemplate sql, String table) {
        return sql.queryForList("select id from " + table + " order by md5(id) limit " + SOME, String.class);
    }

    Set<String> kinds() {
        return questions.keySet();
    }

    /** A read of a kind, to be run. */
    Runnable next(String kind, Random random) {
        return questions.getOrDefault(kind, _ -> () -> {}).with(random);
    }

    /** The moment of the reads that are run next; null for now. */
    void at(@Nullable Moment wanted) {
        moment = wanted;
    }

    private Runnable listing(ListingId id) {
        return () -> listings.at(moment).find(id);
    }

    private Runnable order(OrderId id) {
        return () -> orders.at(moment).find(id);
    }

    private Runnable list(ListingFilter filter, List<SortKey> sort) {
        return () -> listings.at(moment).list(filter, sort, PAGE);
    }

    private Runnable list(AccountId account, Set<String> statuses) {
        OrderFilter filter = new OrderFilter(account, null, statuses, null, null, null, null);
        return () -> orders.at(moment).list(filter, List.of(), PAGE);
    }

    private static ListingFilter filter(@Nullable AccountId viewer, @Nullable AccountId seller, @Nullable String category) {
        return new ListingFilter(viewer, seller, Set.of(), category, List.of(), null, null, null, null, null, null, null);
    }
}
