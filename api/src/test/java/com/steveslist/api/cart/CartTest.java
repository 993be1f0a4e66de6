package com.steveslist.api.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.cart.Cart.Line;
import com.steveslist.api.cart.Cart.Progress;
import com.steveslist.api.cart.Cart.Purchase;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CartTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final ListingId LAMP = ListingId.next();
    private static final ListingId CHAIR = ListingId.next();

    private final CheckoutId checkout = CheckoutId.next();
    private final Cart cart = Cart.empty().with(List.of(line(LAMP, 2), line(CHAIR, 1)), NOW.minusSeconds(600));

    private static Line line(ListingId listing, long quantity) {
        return new Line(listing, quantity, Money.of(900, "usd"));
    }

    private Cart buying(Cart from) {
        return from.buying(new Purchase(checkout, NOW, Cart.units(from.open())));
    }

    @Test
    void what_was_bought_leaves_it_once_the_checkout_completed() {
        Cart after = buying(cart).settled(Map.of(checkout, Progress.COMPLETED), NOW);

        assertThat(after.lines()).isEmpty();
        assertThat(after.purchases()).isEmpty();
        assertThat(after.version()).isEqualTo(cart.version() + 1);
        assertThat(after.updatedAt()).isEqualTo(NOW);
    }

    @Test
    void what_was_put_in_meanwhile_stays() {
        Cart meanwhile = buying(cart).with(List.of(line(LAMP, 5)), NOW);

        assertThat(meanwhile.settled(Map.of(checkout, Progress.COMPLETED), NOW).lines()).containsExactly(line(LAMP, 3));
    }

    @Test
    void it_stays_as_it_was_when_the_checkout_failed() {
        Cart after = buying(cart).settled(Map.of(checkout, Progress.FAILED), NOW);

        assertThat(after.lines()).isEqualTo(cart.lines());
        assertThat(after.version()).isEqualTo(cart.version());
        assertThat(after.updatedAt()).isEqualTo(cart.updatedAt());
        assertThat(after.open()).isEqualTo(cart.lines());
    }

    @Test
    void what_is_being_bought_is_not_bought_twice() {
        assertThat(buying(cart).open()).isEmpty();
        assertThat(buying(cart).with(List.of(line(LAMP, 3)), NOW).open()).containsExactly(line(LAMP, 1));
        assertThat(buying(cart).settled(Map.of(checkout, Progress.PROCESSING), NOW)).isEqualTo(buying(cart));
    }

    @Test
    void a_checkout_that_the_log_never_got_is_forgotten_after_a_minute() {
        Map<CheckoutId, Progress> unknown = Map.of(checkout, Progress.UNKNOWN);

        assertThat(buying(cart).settled(unknown, NOW.plusSeconds(59)).open()).isEmpty();
        assertThat(buying(cart).settled(unknown, NOW.plusSeconds(60)).open()).isEqualTo(cart.lines());
    }

    @Test
    void a_checkout_that_did_not_start_is_taken_back_alone() {
        CheckoutId other = CheckoutId.next();
        Cart two = buying(cart).buying(new Purchase(other, NOW, Map.of(CHAIR, 1L)));

        assertThat(two.notBuying(other).purchases()).isEqualTo(buying(cart).purchases());
        assertThat(cart.notBuying(other)).isEqualTo(cart);
    }
}
