package com.steveslist.api.cart;

import com.steveslist.api.cart.Cart.Line;
import com.steveslist.api.cart.Cart.Purchase;
import com.steveslist.api.http.Json;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The rows of table {@code cart}. */
@Component
final class CartTable {

    private final JdbcClient jdbc;

    CartTable(@Qualifier("securityJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Cart find(AccountId account) {
        return jdbc.sql("select version, revision, items, purchases, updated_at from cart where account_id = ?")
                .param(account.value())
                .query(CartTable::cart)
                .optional()
                .orElseGet(Cart::empty);
    }

    /** Whether it was written: not when somebody else wrote since {@code before} was read. */
    boolean save(AccountId account, Cart before, Cart after) {
        return jdbc.sql("""
                        insert into cart as known (account_id, version, revision, items, purchases, updated_at)
                        values (?, ?, ?, ?::jsonb, ?::jsonb, ?)
                        on conflict (account_id) do update set version = excluded.version, revision = excluded.revision,
                            items = excluded.items, purchases = excluded.purchases, updated_at = excluded.updated_at
                        where known.revision = ?""")
                .params(
                        account.value(),
                        after.version(),
                        after.revision(),
                        json(after.lines().stream().map(StoredLine::of).toList()),
                        json(after.purchases().stream().map(StoredPurchase::of).toList()),
                        OffsetDateTime.ofInstant(Objects.requireNonNullElse(after.updatedAt(), Instant.EPOCH), ZoneOffset.UTC),
                        before.revision())
                .update() == 1;
    }

    private record StoredLine(String listingId, long quantity, long priceAmount, String priceCurrency) {

        static StoredLine of(Line line) {
            return new StoredLine(
                    line.listing().value(), line.quantity(), line.price().amountMinor(), line.price().currency().code());
        }
    }

    private record Units(String listingId, long quantity) {}

    private record StoredPurchase(String checkoutId, Instant startedAt, List<Units> items) {

        static StoredPurchase of(Purchase purchase) {
            return new StoredPurchase(
                    purchase.checkout().value(),
                    purchase.startedAt(),
                    purchase.bought().entrySet().stream().map(item -> new Units(item.getKey().value(), item.getValue())).toList());
        }
    }

    private static String json(Object value) {
        return new String(Json.write(value, false), StandardCharsets.UTF_8);
    }

    private static Cart cart(ResultSet row, int number) throws SQLException {
        Instant updatedAt = row.getObject("updated_at", OffsetDateTime.class).toInstant();
        return new Cart(
                row.getLong("version"),
                row.getLong("revision"),
                Json.read(row.getString("items")).valueStream().map(CartTable::line).toList(),
                Json.read(row.getString("purchases")).valueStream().map(CartTable::purchase).toList(),
                updatedAt.equals(Instant.EPOCH) ? null : updatedAt);
    }

    private static Line line(JsonNode item) {
        return new Line(
                new ListingId(item.path("listing_id").stringValue()),
                item.path("quantity").longValue(),
                Money.of(item.path("price_amount").longValue(), item.path("price_currency").stringValue()));
    }

    private static Purchase purchase(JsonNode purchase) {
        Map<ListingId, Long> bought = new HashMap<>();
        purchase.path("items").forEach(
                item -> bought.put(new ListingId(item.path("listing_id").stringValue()), item.path("quantity").longValue()));
        return new Purchase(
                new CheckoutId(purchase.path("checkout_id").stringValue()),
                Instant.parse(purchase.path("started_at").stringValue()),
                Map.copyOf(bought));
    }
}
