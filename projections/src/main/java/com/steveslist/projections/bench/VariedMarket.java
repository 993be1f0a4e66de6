package com.steveslist.projections.bench;

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
import com.steveslist.infra.bench.Sample;
import com.steveslist.infra.bench.SampleMarket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A market whose lists differ: few sell and buy much, at all prices, in some categories; a third of the listings is withdrawn in the end. */
final class VariedMarket {

    /** Events of one sale, on average rather more than that. */
    static final int SALE_EVENTS = 10;
    static final int CATEGORIES = 20;
    private static final long DEAREST_MINOR = 200_000;
    private static final EncryptedText SECRET = new EncryptedText("enc1.acct_01jd3z00000000000000000002.c29tZXRoaW5nX3NlY3JldA");

    private final List<AccountId> sellers = people(1_000);
    private final List<AccountId> buyers = people(2_000);

    private static List<AccountId> people(int count) {
        return IntStream.range(0, count).mapToObj(_ -> AccountId.next()).toList();
    }

    AccountId someSeller(RandomGenerator random) {
        return sellers.get(random.nextInt(sellers.size()));
    }

    AccountId someBuyer(RandomGenerator random) {
        return buyers.get(random.nextInt(buyers.size()));
    }

    private static ListingDetails details(RandomGenerator random) {
        ListingDetails like = SampleMarket.DETAILS;
        return new ListingDetails(
                like.name() + " " + random.nextInt(1_000), like.description(), "category-" + random.nextInt(CATEGORIES), like.labels(),
                Money.of(1 + random.nextLong(DEAREST_MINOR), "usd"), "US", like.city(), like.latitude(), like.longitude(),
                like.attributes(),
                like.photos());
    }

    /** A listing whose price changes, from its draft to a sale, and its order. */
    List<Sample> sale() {
        RandomGenerator random = ThreadLocalRandom.current();
        ListingId listing = ListingId.next();
        OrderId order = OrderId.next();
        CheckoutId checkout = CheckoutId.next();
        AccountId seller = someSeller(random);
        AccountId buyer = someBuyer(random);
        ListingDetails first = details(random);
        ListingDetails then = details(random);
        OrderItem item = new OrderItem(listing, then.name(), 1, then.price(), then.category(), then.labels(), "US", then.city());
        Instant later = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(7, ChronoUnit.DAYS);
        ShippingAddress address = new ShippingAddress(SECRET, SECRET, null, SECRET, null, null, "US");
        List<AccountId> one = List.of(seller);
        List<AccountId> both = List.of(seller, buyer);
        List<Sample> sale = new ArrayList<>(List.of(
                new Sample(listing.value(), 0, seller, one, new ListingEvent.Drafted(listing, seller, first, 3)),
                new Sample(listing.value(), 1, seller, one, new ListingEvent.Published(listing)),
                new Sample(listing.value(), 2, seller, one, new ListingEvent.Changed(listing, then, 3)),
                new Sample(listing.value(), 3, seller, one, new ListingEvent.Reserved(listing, checkout, buyer, seller, item)),
                new Sample(order.value(), 0, seller, both, new OrderEvent.Placed(
                        order, checkout, buyer, seller, PaymentId.next(), List.of(item), item.total(), address)),
                new Sample(order.value(), 1, seller, both, new OrderEvent.Confirmed(order, checkout, later)),
                new Sample(listing.value(), 4, seller, one, new ListingEvent.Sold(listing, checkout, order, 1)),
                new Sample(order.value(), 2, seller, both, new OrderEvent.Shipped(order, "Van", "V-1")),
                new Sample(order.value(), 3, seller, both, new OrderEvent.Delivered(order, later)),
                new Sample(order.value(), 4, seller, both, new OrderEvent.Completed(order))));
        if (random.nextInt(3) == 0) {
            sale.add(new Sample(listing.value(), 5, seller, one, new ListingEvent.Withdrawn(listing)));
        }
        return sale;
    }
}
