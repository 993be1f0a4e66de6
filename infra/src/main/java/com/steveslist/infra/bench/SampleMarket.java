package com.steveslist.infra.bench;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.checkout.ShippingAddress;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.privacy.EncryptedText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** What happens on a market, of everyday size: a listing's payload has some 600 bytes. */
public final class SampleMarket {

    /** What everybody sells. */
    public static final ListingDetails DETAILS = new ListingDetails(
            "Oak table with four chairs, 160 × 90 cm",
            "Solid oak, oiled last spring. Two of the chairs have small marks on a leg, which I can show on photos. "
                    + "Pick-up on weekdays after six, or delivery within the city for a small charge. No pets, no smokers.",
            "furniture",
            List.of("oak", "table", "vintage"),
            Money.of(34_900, "usd"),
            "US",
            "San Francisco",
            37.7749,
            -122.4194,
            Map.of("material", "oak", "condition", "good"),
            List.of("pho_1", "pho_2"));

    private static final ShippingAddress ADDRESS = new ShippingAddress(
            secret("Jane Doe"), secret("1 Main Street"), secret("Apartment 4"), secret("San Francisco"), secret("CA"), secret("94105"),
            "US");

    private SampleMarket() {}

    /** What a single command writes: a new listing. */
    public static Sample listing() {
        ListingId listing = ListingId.next();
        AccountId seller = AccountId.next();
        return new Sample(listing.value(), 0, seller, List.of(seller), new ListingEvent.Drafted(listing, seller, DETAILS, 3));
    }

    /** A listing from its draft to its sale, and its order from its placing to its end: {@value #SALE_EVENTS} events of two streams. */
    public static List<Sample> sale() {
        ListingId listing = ListingId.next();
        AccountId seller = AccountId.next();
        AccountId buyer = AccountId.next();
        CheckoutId checkout = CheckoutId.next();
        OrderId order = OrderId.next();
        OrderItem item =
                new OrderItem(listing, DETAILS.name(), 1, DETAILS.price(), DETAILS.category(), DETAILS.labels(), "US", DETAILS.city());
        Instant later = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(7, ChronoUnit.DAYS);
        List<AccountId> one = List.of(seller);
        List<AccountId> both = List.of(seller, buyer);
        return List.of(
                new Sample(listing.value(), 0, seller, one, new ListingEvent.Drafted(listing, seller, DETAILS, 3)),
                new Sample(listing.value(), 1, seller, one, new ListingEvent.Published(listing)),
                new Sample(listing.value(), 2, seller, one, new ListingEvent.Reserved(listing, checkout, buyer, seller, item)),
                new Sample(order.value(), 0, seller, both, new OrderEvent.Placed(order, checkout, buyer, seller, PaymentId.next(),
                        List.of(item), item.total(), ADDRESS)),
                new Sample(order.value(), 1, seller, both, new OrderEvent.Confirmed(order, checkout, later)),
                new Sample(listing.value(), 3, seller, one, new ListingEvent.Sold(listing, checkout, order, 1)),
                new Sample(order.value(), 2, seller, both, new OrderEvent.Shipped(order, "DHL", "1Z999")),
                new Sample(order.value(), 3, seller, both, new OrderEvent.Delivered(order, later)),
                new Sample(order.value(), 4, seller, both, new OrderEvent.Completed(order)));
    }

    /** Events of one {@link #sale()}. */
    public static final int SALE_EVENTS = 9;

    private static EncryptedText secret(String text) {
        return new EncryptedText("enc1.acct_01jd3z00000000000000000002." + text.replace(' ', '_').repeat(3));
    }
}
