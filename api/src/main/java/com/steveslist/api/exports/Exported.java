package com.steveslist.api.exports;

import com.steveslist.api.checkout.CheckoutResource;
import com.steveslist.api.http.Fields;
import com.steveslist.api.listing.ListingResource;
import com.steveslist.api.order.OrderResource;
import com.steveslist.api.payment.PaymentResource;
import com.steveslist.api.refund.RefundResource;
import com.steveslist.api.security.Scope;
import com.steveslist.query.checkout.CheckoutViews;
import com.steveslist.query.export.Shape;
import com.steveslist.query.listing.ListingViews;
import com.steveslist.query.order.OrderViews;
import com.steveslist.query.payment.PaymentViews;
import com.steveslist.query.refund.RefundViews;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What can be exported: the same rows that the list of that name shows to whoever they belong to. */
enum Exported {
    /** In every status. */
    LISTINGS(ListingResource.class, null, ListingViews.CONSUMER, ListingViews.TABLE),
    ORDERS(OrderResource.class, Scope.ORDERS_READ, OrderViews.CONSUMER, OrderViews.TABLE),
    REFUNDS(RefundResource.class, Scope.REFUNDS_READ, RefundViews.CONSUMER, RefundViews.TABLE),
    PAYMENTS(PaymentResource.class, Scope.PAYMENTS_READ, PaymentViews.CONSUMER, PaymentViews.TABLE),
    CHECKOUTS(CheckoutResource.class, Scope.CHECKOUTS_READ, CheckoutViews.CONSUMER, CheckoutViews.TABLE);

    private final Class<? extends Record> resource;
    private final @Nullable Scope scope;
    private final String consumer;
    private final String table;

    Exported(Class<? extends Record> resource, @Nullable Scope scope, String consumer, String table) {
        this.resource = resource;
        this.scope = scope;
        this.consumer = consumer;
        this.table = table;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a key needs; null for nothing. */
    @Nullable
    Scope scope() {
        return scope;
    }

    /** Of the view whose rows these are. */
    String consumer() {
        return consumer;
    }

    String table() {
        return table;
    }

    /** Whether it has two sides. */
    boolean hasRoles() {
        return this == ORDERS || this == REFUNDS;
    }

    Class<? extends Record> resource() {
        return resource;
    }

    /** A row with the members that are wanted; a listing's begins with the key by which an import knows it. */
    Shape.Struct shape(Fields wanted) {
        SequencedMap<String, Shape> members = new LinkedHashMap<>();
        if (this == LISTINGS) {
            members.put("key", new Shape.Text());
        }
        Shapes.of(resource).members().forEach((name, shape) -> {
            if (wanted.include(name)) {
                members.put(name, shape);
            }
        });
        return new Shape.Struct(members);
    }

    /** Throws {@link IllegalArgumentException} for a name that none has. */
    static Exported ofCode(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst().orElseThrow(IllegalArgumentException::new);
    }
}
