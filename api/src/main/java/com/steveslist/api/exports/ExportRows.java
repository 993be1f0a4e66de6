package com.steveslist.api.exports;

import com.steveslist.api.checkout.CheckoutResource;
import com.steveslist.api.http.Json;
import com.steveslist.api.imports.RowKeys;
import com.steveslist.api.listing.ListingResource;
import com.steveslist.api.order.OrderResource;
import com.steveslist.api.payment.PaymentResource;
import com.steveslist.api.refund.RefundResource;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.query.export.Shape;
import com.steveslist.query.export.Snapshot;
import com.steveslist.query.listing.ListingView;
import com.steveslist.query.order.OrderFilter.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The rows of an export, as their lists show them. */
@Component
final class ExportRows {

    /** Whose keys are looked up at once. */
    private static final int LISTINGS_AT_ONCE = 500;

    private final PersonalData personal;
    private final RowKeys keys;

    ExportRows(PersonalData personal, RowKeys keys) {
        this.personal = personal;
        this.keys = keys;
    }

    /**
     * @param role which side of orders and refunds; null for both
     * @param shape of a row: what it does not name is left out
     */
    record Wanted(Exported what, AccountId account, @Nullable Role role, Shape.Struct shape) {}

    /** Hands out every row, the newest first. Stops with what {@code writer} throws. */
    void each(Snapshot snapshot, Wanted wanted, RowWriter writer) throws IOException {
        AccountId account = wanted.account();
        RowWriter rows = row -> writer.write(row.retain(wanted.shape().members().keySet()));
        Consumer<Object> write = resource -> write(rows, (ObjectNode) Json.tree(resource));
        try {
            switch (wanted.what()) {
                case LISTINGS -> listings(snapshot, account, rows);
                case ORDERS -> snapshot.orders()
                        .each(account, wanted.role(), view -> write.accept(OrderResource.of(view, account, personal)));
                case REFUNDS -> snapshot.refunds().each(account, wanted.role(), view -> write.accept(RefundResource.of(view, personal)));
                case PAYMENTS -> snapshot.payments().each(account, view -> write.accept(PaymentResource.of(view)));
                case CHECKOUTS -> snapshot.checkouts().each(account, view -> write.accept(CheckoutResource.of(view, personal)));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void listings(Snapshot snapshot, AccountId account, RowWriter rows) {
        List<ListingView> some = new ArrayList<>();
        snapshot.listings().each(account, view -> {
            some.add(view);
            if (some.size() == LISTINGS_AT_ONCE) {
                writeListings(some, account, rows);
                some.clear();
            }
        });
        writeListings(some, account, rows);
    }

    /** With the key of the import that made it, or its id, which an import understands as well. */
    private void writeListings(List<ListingView> some, AccountId account, RowWriter rows) {
        Map<String, String> known = keys.keysOf(some.stream().map(view -> view.id().value()).toList());
        for (ListingView view : some) {
            String id = view.id().value();
            ObjectNode row = Json.object();
            row.put("key", known.getOrDefault(id, id));
            row.setAll((ObjectNode) Json.tree(ListingResource.of(view, account)));
            write(rows, row);
        }
    }

    private static void write(RowWriter rows, ObjectNode row) {
        try {
            rows.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
