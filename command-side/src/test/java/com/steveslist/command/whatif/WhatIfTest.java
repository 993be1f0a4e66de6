package com.steveslist.command.whatif;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.testing.Some;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderEvent;
import com.steveslist.events.order.OrderEvent.CancelledBy;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.events.refund.RefundEvent;
import com.steveslist.events.refund.RefundId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WhatIfTest {

    private static final Instant PAID = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant END = PAID.plus(Duration.ofDays(60));

    private final AccountId seller = Some.account();
    private final OrderId id = OrderId.next();
    private final CheckoutId checkout = CheckoutId.next();
    private final PaymentId payment = PaymentId.next();
    private final ListingId lamp = ListingId.next();
    private final AccountId buyer = Some.account();
    private final RefundId refund = RefundId.next();

    /** Two lamps for 10.00 together, paid. */
    private final Life bought = new Life()
            .then(0, new OrderEvent.Placed(
                    id, checkout, buyer, seller, payment, List.of(Some.item(lamp, 2, 500)), Some.usd(1000), Some.address()))
            .then(0, new OrderEvent.Confirmed(id, checkout, PAID.plus(RandomOrder.SHIP_BY)));

    private final class Life {
        private final List<RecordedEvent> stream = new ArrayList<>();

        Life then(int day, DomainEvent... events) {
            for (DomainEvent event : events) {
                stream.add(Streams.recorded(event, PAID.plus(Duration.ofDays(day)), stream.size()));
            }
            return this;
        }

        Life shipped(int day) {
            return then(day, new OrderEvent.Shipped(id, null, null));
        }

        Life delivered(int day) {
            return then(day, new OrderEvent.Delivered(id, PAID.plus(Duration.ofDays(day)).plus(RandomOrder.COMPLETE_AFTER)));
        }

        Life completed(int day) {
            return then(day, new OrderEvent.Completed(id));
        }

        Life refunded(int day, long amount) {
            return then(
                    day,
                    new RefundEvent.Requested(refund, id, payment, buyer, seller, Some.usd(amount), null),
                    new RefundEvent.Succeeded(refund, id, Some.usd(amount)));
        }

        Life cancelledByDeadline(int day) {
            RefundId own = Asked.ofDeadline(id);
            return then(
                    day,
                    new OrderEvent.Cancelled(
                            id, checkout, CancelledBy.SHIPPING_DEADLINE, null, List.of(new OrderEvent.StockReturn(lamp, 2))),
                    new RefundEvent.Requested(own, id, payment, buyer, seller, Some.usd(1000), null),
                    new RefundEvent.Succeeded(own, id, Some.usd(1000)));
        }

        Comparison with(String... rules) {
            WhatIf whatIf = new WhatIf(ChangedPolicy.of(List.of(rules)), END);
            whatIf.take(stream, PAID);
            assertThat(whatIf.unlikeTheEvents()).isZero();
            return requireNonNull(whatIf.currencies().get("usd"));
        }
    }

    @Property(tries = 300)
    void rules_as_they_were_change_nothing_whatever_happened(@ForAll long seed) {
        Random random = new Random(seed);
        List<AccountId> sellers = IntStream.range(0, 3).mapToObj(_ -> Some.account()).toList();
        WhatIf asTheyWere = new WhatIf(ChangedPolicy.NOTHING, END);
        WhatIf named = new WhatIf(ChangedPolicy.of(List.of("ship-by=7d", "complete-after=14d", "refund-window=none")), END);
        for (int i = 0; i < 20; i++) {
            RandomOrder order = new RandomOrder(
                    sellers.get(random.nextInt(3)), PAID.plus(Duration.ofHours(random.nextInt(1_000))), END, random);
            asTheyWere.take(order.stream, order.paidAt);
            named.take(order.stream, order.paidAt);
        }
        assertThat(asTheyWere.unlikeTheEvents()).isZero();
        assertThat(asTheyWere.sellers().values()).allSatisfy(seller -> assertThat(seller.difference()).isEqualTo(Figures.ZERO));
        assertThat(named.sellers().values()).allSatisfy(seller -> assertThat(seller.difference()).isEqualTo(Figures.ZERO));
    }

    @Property(tries = 300)
    void no_rule_makes_money_out_of_nothing(@ForAll long seed) {
        Random random = new Random(seed);
        RandomOrder order = new RandomOrder(seller, PAID, END, random);
        String window = random.nextInt(3) == 0 ? "none" : 1 + random.nextInt(20) + "d";
        WhatIf whatIf = new WhatIf(
                ChangedPolicy.of(List.of(
                        "ship-by=" + (1 + random.nextInt(20)) + "d",
                        "complete-after=" + (1 + random.nextInt(40)) + "d",
                        "refund-window=" + window)),
                END);

        whatIf.take(order.stream, order.paidAt);

        Comparison usd = requireNonNull(whatIf.currencies().get("usd"));
        assertThat(usd.would().capturedMinor()).isEqualTo(usd.was().capturedMinor());
        assertThat(usd.would().refundedMinor()).isBetween(0L, usd.would().capturedMinor());
        assertThat(usd.would().orders()).isEqualTo(1);
    }

    @Nested
    class A_shorter_time_to_ship {

        @Test
        void cancels_what_was_shipped_later_and_gives_all_of_its_money_back() {
            Comparison usd = bought.shipped(5).delivered(8).completed(22).with("ship-by=3d");

            assertThat(usd.was()).isEqualTo(new Figures(1, 1000, 0, 0, 1));
            assertThat(usd.would()).isEqualTo(new Figures(1, 1000, 1000, 1, 0));
            assertThat(usd.difference().keptMinor()).isEqualTo(-1000);
        }

        @Test
        void changes_nothing_for_what_was_shipped_in_time() {
            assertThat(bought.shipped(2).delivered(4).completed(18).refunded(20, 300).with("ship-by=3d").difference())
                    .isEqualTo(Figures.ZERO);
        }

        @Test
        void gives_back_only_what_was_not_given_back_before() {
            Comparison usd = bought.refunded(1, 300).shipped(5).delivered(8).completed(22).with("ship-by=3d");

            assertThat(usd.was().refundedMinor()).isEqualTo(300);
            assertThat(usd.would()).isEqualTo(new Figures(1, 1000, 1000, 1, 0));
        }

        @Test
        void counts_from_the_payment() {
            assertThat(bought.with("ship-by=72h").difference()).isEqualTo(new Figures(0, 0, 1000, 1, 0));
            assertThat(bought.shipped(3).with("ship-by=3d").difference()).isEqualTo(Figures.ZERO);
        }
    }

    @Nested
    class A_longer_time_to_ship {

        @Test
        void cancels_later_what_was_never_shipped() {
            assertThat(bought.cancelledByDeadline(7).with("ship-by=10d").difference()).isEqualTo(Figures.ZERO);
        }

        @Test
        void leaves_open_what_is_not_due_by_the_end_of_the_log() {
            assertThat(bought.cancelledByDeadline(7).with("ship-by=90d").difference())
                    .isEqualTo(new Figures(0, 0, -1000, -1, 0));
        }
    }

    @Nested
    class A_time_for_refunds {

        @Test
        void counts_from_the_delivery() {
            Life life = bought.shipped(2).delivered(4).completed(18).refunded(20, 400);

            assertThat(life.with("refund-window=16d").difference()).isEqualTo(Figures.ZERO);
            assertThat(life.with("refund-window=14d").difference()).isEqualTo(new Figures(0, 0, -400, 0, 0));
        }

        @Test
        void counts_from_the_confirmation_when_nothing_was_delivered() {
            assertThat(bought.shipped(2).refunded(20, 400).with("refund-window=16d").difference().refundedMinor()).isEqualTo(-400);
        }

        @Test
        void bounds_no_cancellation() {
            assertThat(bought.cancelledByDeadline(7).with("refund-window=1d").difference()).isEqualTo(Figures.ZERO);
        }
    }

    @Nested
    class Another_time_for_complaints {

        @Test
        void completes_other_orders_and_moves_no_money() {
            Life life = bought.shipped(2).delivered(4).completed(18);

            assertThat(life.with("complete-after=30d").difference()).isEqualTo(Figures.ZERO);
            assertThat(life.with("complete-after=90d").difference()).isEqualTo(new Figures(0, 0, 0, 0, -1));
        }
    }
}
