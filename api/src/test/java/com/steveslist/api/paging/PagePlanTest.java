package com.steveslist.api.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.testing.SharedApplication;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.order.OrderId;
import com.steveslist.query.checkout.CheckoutView;
import com.steveslist.query.checkout.CheckoutViews;
import com.steveslist.query.listing.ListingFilter;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.order.OrderFilter;
import com.steveslist.query.order.OrderView;
import com.steveslist.query.order.OrderViews;
import com.steveslist.query.paging.Cursor;
import com.steveslist.query.paging.PageRequest;
import com.steveslist.query.paging.SortKey;
import com.steveslist.query.payment.PaymentView;
import com.steveslist.query.payment.PaymentViews;
import com.steveslist.query.refund.RefundView;
import com.steveslist.query.refund.RefundViews;
import com.steveslist.query.store.ViewTable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Page 10,000 costs what page 1 costs, because PostgreSQL finds where a page begins in an index and reads on from there: the plan of a page
 * in the middle has the cursor in the index's condition, sorts nothing and skips nothing.
 */
class PagePlanTest {
    private static final String TIME = "2026-11-28T10:00:00Z";

    private final List<String> statements = new ArrayList<>();
    private final DataSource database = (DataSource) SharedApplication.context().getBean("queryDataSource");
    private final DataSource heard = hearing(database);

    /** The same data source, and every statement that is prepared is written down. */
    private DataSource hearing(DataSource real) {
        return proxy(DataSource.class, real, (method, arguments, result) -> result instanceof Connection connection
                ? proxy(Connection.class, connection, (name, its, prepared) -> {
                    if (name.equals("prepareStatement")) {
                        statements.add((String) its[0]);
                    }
                    return prepared;
                })
                : result);
    }

    private interface Ear {
        @Nullable
        Object hear(String method, Object[] arguments, @Nullable Object result);
    }

    private static <T> T proxy(Class<T> type, T real, Ear ear) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            Object[] given = arguments == null ? new Object[0] : arguments;
            try {
                return ear.hear(method.getName(), given, method.invoke(real, given));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    /** How PostgreSQL would run the last statement over a table that is worth an index. */
    private String plan() {
        Matcher parameter = Pattern.compile("\\?").matcher(statements.getLast());
        int[] number = {0};
        String statement = parameter.replaceAll(found -> "\\$" + ++number[0]);
        Environment application = SharedApplication.context().getEnvironment();
        String url = application.getRequiredProperty("steveslist.postgres.url");
        // The other mode wants a value for each parameter.
        String simple = url + (url.contains("?") ? "&" : "?")
                + "preferQueryMode=simple&options=-c%20enable_seqscan=off%20-c%20enable_bitmapscan=off";
        return String.join("\n", new JdbcTemplate(new DriverManagerDataSource(
                simple, application.getRequiredProperty("steveslist.postgres.user"),
                application.getRequiredProperty("steveslist.postgres.password")))
                .queryForList("explain (generic_plan, costs off) " + statement, String.class));
    }

    private void readsOnFromTheCursor() {
        String plan = plan();
        assertThat(plan).contains("Limit", "Index").doesNotContain("Sort", "Seq Scan");
        assertThat(plan).containsPattern("Index Cond: .*ROW\\(");
    }

    private static PageRequest after(String... keys) {
        return new PageRequest(20, new Cursor(List.of(keys)), false, null);
    }

    private static ListingFilter filter(@Nullable AccountId seller, @Nullable String category) {
        return new ListingFilter(null, seller, Set.of(), category, List.of(), null, null, null, null, null, null, null);
    }

    private ListingViews listings() {
        return new ListingViews(new ViewTable<>(heard, ListingViews.TABLE, ListingView.class));
    }

    @ParameterizedTest
    @CsvSource({"created_at,true," + TIME, "created_at,false," + TIME, "updated_at,true," + TIME, "price_amount,false,100",
            "price_amount,true,100", "name,false,Lamp"})
    void the_market(String field, boolean descending, String key) {
        listings().list(filter(null, null), List.of(new SortKey(field, descending)), after(key, "lst_x"));

        readsOnFromTheCursor();
    }

    @Test
    void a_category_and_a_seller() {
        listings().list(filter(null, "books"), List.of(), after(TIME, "lst_x"));
        readsOnFromTheCursor();

        listings().list(filter(AccountId.next(), null), List.of(), after(TIME, "lst_x"));
        readsOnFromTheCursor();
    }

    @Test
    void the_market_with_ones_own() {
        listings().list(
                new ListingFilter(AccountId.next(), null, Set.of(), null, List.of(), null, null, null, null, null, null, null),
                List.of(), after(TIME, "lst_x"));

        assertThat(plan()).contains("Merge Append", "Index Cond").doesNotContain("Seq Scan").doesNotContainPattern("(?m)^\\s*(->  )?Sort$");
    }

    @Test
    void orders_of_a_side() {
        OrderViews orders = new OrderViews(new ViewTable<>(heard, OrderViews.TABLE, OrderView.class));
        Stream.of(OrderFilter.Role.values()).forEach(role -> {
            orders.list(new OrderFilter(AccountId.next(), role, Set.of(), null, null, null, null), List.of(), after(TIME, "ord_x"));
            readsOnFromTheCursor();
        });
    }

    @Test
    void checkouts_payments_and_refunds() {
        new CheckoutViews(new ViewTable<>(heard, CheckoutViews.TABLE, CheckoutView.class)).list(AccountId.next(), after(TIME, "chk_x"));
        readsOnFromTheCursor();

        new PaymentViews(new ViewTable<>(heard, PaymentViews.TABLE, PaymentView.class)).list(AccountId.next(), after(TIME, "pay_x"));
        readsOnFromTheCursor();

        new RefundViews(new ViewTable<>(heard, RefundViews.TABLE, RefundView.class)).list(OrderId.next(), after(TIME, "ref_x"));
        readsOnFromTheCursor();
    }
}
