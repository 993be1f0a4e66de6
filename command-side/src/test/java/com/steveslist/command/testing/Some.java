package com.steveslist.command.testing;

import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.privacy.EncryptedText;
import java.util.List;
import java.util.Map;

/** Values that tests need some of. */
public final class Some {

    private Some() {}

    public static CommandContext context() {
        return CommandContext.of(new Actor(Actor.Kind.ACCOUNT, "acct_test"), "req_1");
    }

    public static EncryptedText text(String plain) {
        return new EncryptedText("enc1.acct_test." + plain);
    }

    public static ListingDetails lamp(long priceMinor) {
        return new ListingDetails(
                "Lamp", null, "furniture", List.of("brass"), usd(priceMinor), "DE", "Berlin", null, null, Map.of(), List.of());
    }

    public static Money usd(long minor) {
        return Money.of(minor, "usd");
    }

    public static ShippingAddress address() {
        return new ShippingAddress(text("name"), text("line"), null, text("city"), null, null, "DE");
    }

    public static OrderItem item(ListingId listing, long quantity, long priceMinor) {
        return new OrderItem(listing, "Lamp", quantity, usd(priceMinor), "furniture", List.of("brass"), "DE", "Berlin");
    }

    public static AccountId account() {
        return AccountId.next();
    }
}
