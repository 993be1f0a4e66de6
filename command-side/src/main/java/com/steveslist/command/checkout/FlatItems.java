package com.steveslist.command.checkout;

import com.steveslist.command.effect.Effect;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An order's items as the flat arguments of an effect, {@code item.0.name} and so on. */
final class FlatItems {

    private FlatItems() {}

    static Map<String, String> write(List<OrderItem> items) {
        Map<String, String> flat = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            OrderItem item = items.get(i);
            String prefix = "item." + i + '.';
            flat.put(prefix + "listing", item.listingId().value());
            flat.put(prefix + "name", item.name());
            flat.put(prefix + "quantity", Long.toString(item.quantity()));
            flat.put(prefix + "price", Long.toString(item.unitPrice().amountMinor()));
            flat.put(prefix + "currency", item.unitPrice().currency().code());
            flat.put(prefix + "category", item.category());
            flat.put(prefix + "country", item.country());
            flat.put(prefix + "city", item.city());
            for (int j = 0; j < item.labels().size(); j++) {
                flat.put(prefix + "label." + j, item.labels().get(j));
            }
        }
        return flat;
    }

    static List<OrderItem> read(Effect effect) {
        List<OrderItem> items = new ArrayList<>();
        for (int i = 0; effect.arguments().containsKey("item." + i + ".listing"); i++) {
            String prefix = "item." + i + '.';
            items.add(new OrderItem(
                    new ListingId(effect.argument(prefix + "listing")),
                    effect.argument(prefix + "name"),
                    Long.parseLong(effect.argument(prefix + "quantity")),
                    Money.of(Long.parseLong(effect.argument(prefix + "price")), effect.argument(prefix + "currency")),
                    effect.argument(prefix + "category"),
                    labels(effect, prefix),
                    effect.argument(prefix + "country"),
                    effect.argument(prefix + "city")));
        }
        return items;
    }

    private static List<String> labels(Effect effect, String prefix) {
        List<String> labels = new ArrayList<>();
        for (int j = 0; effect.arguments().containsKey(prefix + "label." + j); j++) {
            labels.add(effect.argument(prefix + "label." + j));
        }
        return labels;
    }
}
