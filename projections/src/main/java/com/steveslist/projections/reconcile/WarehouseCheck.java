package com.steveslist.projections.reconcile;

import com.steveslist.projections.reconcile.Check.Differences;
import com.steveslist.projections.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The warehouse against the log, event by event, and its tables against what the events add up to. */
final class WarehouseCheck {
    private static final String EVENTS = "warehouse events = events";
    private static final String TABLES = "warehouse tables = events";
    private static final int PAGE = 50_000;

    private final Warehouse warehouse;
    private final Ledger ledger;

    WarehouseCheck(Path directory, Ledger ledger) {
        this.warehouse = new Warehouse(directory);
        this.ledger = ledger;
    }

    List<Check> against(LogImage log) {
        if (log.last() == 0) {
            return List.of(Check.of(EVENTS, "0 events", new Differences()));
        }
        List<Check> checks = new ArrayList<>();
        try {
            checks.add(events(log));
        } catch (IllegalArgumentException e) {
            checks.add(Check.unreadable(EVENTS, e));
        }
        try {
            checks.add(tables());
        } catch (IllegalArgumentException e) {
            checks.add(Check.unreadable(TABLES, e));
        }
        return checks;
    }

    private Check events(LogImage log) {
        LogImage.Copy copy = log.copy();
        long after = 0;
        List<List<@Nullable String>> page;
        do {
            page = warehouse.ask("select position, event_id from events where position > " + after + " order by position limit " + PAGE)
                    .rows();
            for (List<@Nullable String> row : page) {
                after = Long.parseLong(Objects.requireNonNull(row.getFirst()));
                copy.add(after, String.valueOf(row.getLast()));
            }
        } while (page.size() == PAGE);
        return copy.check(EVENTS, true);
    }

    private Check tables() {
        Map<String, Long> expected = new TreeMap<>();
        ledger.orders.values().forEach(order -> expected.merge("orders " + order.status, 1L, Long::sum));
        ledger.payments.values().forEach(payment -> {
            expected.merge("captured " + payment.currency, payment.captured, Long::sum);
            expected.merge("refunded " + payment.currency, payment.refunded, Long::sum);
        });
        ledger.refunds.values().forEach(refund -> expected.merge("refunds " + refund.status, 1L, Long::sum));
        ledger.countries.values().forEach(country -> expected.merge("accounts in " + country, 1L, Long::sum));
        expected.put("order items", ledger.orders.values().stream().mapToLong(order -> order.units.size()).sum());
        expected.put("listings", (long) ledger.listings.size());
        expected.put("units sold", ledger.listings.values().stream().mapToLong(stock -> stock.sold).sum());

        Map<String, Long> found = new TreeMap<>();
        add(found, "select 'orders ' || status, count(*) from orders group by status");
        add(found, "select 'captured ' || currency, sum(captured_amount) from payments group by currency");
        add(found, "select 'refunded ' || currency, sum(refunded_amount) from payments group by currency");
        add(found, "select 'refunds ' || status, count(*) from refunds group by status");
        add(found, "select 'accounts in ' || coalesce(country, ''), count(*) from accounts group by country");
        add(found, "select 'order items', count(*) from order_items");
        add(found, "select 'listings', count(*) from listings");
        add(found, "select 'units sold', coalesce(sum(quantity_sold), 0) from listings");

        Differences differences = new Differences();
        expected.forEach((what, amount) -> differences.compare(amount, Objects.requireNonNullElse(found.remove(what), 0L), what));
        found.forEach((what, amount) -> differences.compare(0L, amount, what));
        return Check.of(TABLES, expected.size() + " sums", differences);
    }

    private void add(Map<String, Long> found, String question) {
        for (List<@Nullable String> row : warehouse.ask(question).rows()) {
            found.put(String.valueOf(row.getFirst()), Long.parseLong(Objects.requireNonNull(row.getLast())));
        }
    }
}
