package com.steveslist.infra.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.checkout.CheckoutProgress;
import com.steveslist.command.checkout.CheckoutProgress.PaymentStage;
import com.steveslist.command.checkout.CheckoutProgress.ReservedLine;
import com.steveslist.command.checkout.CheckoutProgress.Stage;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutEvent.Line;
import com.steveslist.events.checkout.CheckoutEvent.SellerOrder;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.order.OrderItem;
import com.steveslist.events.payment.PaymentId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateJsonTest {

    private final StateJson json = new StateJson();
    private final ListingId listing = ListingId.next();
    private final Money price = Money.of(500, "usd");
    private final OrderItem item = new OrderItem(listing, "Lamp", 2, price, "furniture", List.of("brass"), "DE", "Berlin");

    private final CheckoutProgress progress = new CheckoutProgress(
            CheckoutId.next(),
            AccountId.next(),
            PaymentId.next(),
            List.of(new Line(listing, 2, price)),
            Stage.PAID,
            List.of(new ReservedLine(AccountId.next(), item)),
            List.of(new SellerOrder(OrderId.next(), AccountId.next())),
            true,
            Set.of(OrderId.next(), OrderId.next()),
            PaymentStage.AUTHORIZED,
            Set.of(OrderId.next()),
            Set.of(listing));

    @Test
    void a_checkouts_progress_comes_back_as_it_was() {
        assertThat(json.read(json.write(progress), CheckoutProgress.class)).isEqualTo(progress);
    }

    @Test
    void a_state_holds_no_class_names() {
        assertThat(json.write(progress)).doesNotContain("com.steveslist").contains("\"stage\":\"paid\"");
    }

    @Test
    void fields_of_another_version_of_this_code_are_ignored() {
        String newer = json.write(progress).replaceFirst("\\{", "{\"invented_later\": {\"a\": 1},");
        assertThat(json.read(newer, CheckoutProgress.class)).isEqualTo(progress);
    }
}
