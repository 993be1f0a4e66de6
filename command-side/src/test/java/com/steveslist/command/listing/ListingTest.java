package com.steveslist.command.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.Given;
import com.steveslist.command.listing.ListingState.Status;
import com.steveslist.command.testing.Some;
import com.steveslist.events.DomainEvent;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListingTest {

    private final ListingId id = ListingId.next();
    private final AccountId seller = Some.account();
    private final AccountId buyer = Some.account();
    private final CheckoutId checkout = CheckoutId.next();
    private final OrderId order = OrderId.next();
    private final Caller owner = Caller.account(seller);
    private final Caller stranger = Caller.account(buyer);

    private final ListingEvent published = new ListingEvent.Published(id);
    private final ListingEvent soldOut = new ListingEvent.SoldOut(id);

    private Given<ListingState> given(DomainEvent... events) {
        return Given.events(ListingConfiguration.TYPE, events);
    }

    private ListingEvent drafted(long quantity) {
        return new ListingEvent.Drafted(id, seller, Some.lamp(500), quantity);
    }

    private ListingEvent reserved(long quantity) {
        return new ListingEvent.Reserved(id, checkout, buyer, seller, Some.item(id, quantity, 500));
    }

    private ListingEvent sold(long quantity) {
        return new ListingEvent.Sold(id, checkout, order, quantity);
    }

    private ListingCommand.Reserve reserve(long quantity) {
        return new ListingCommand.Reserve(id, checkout, buyer, quantity, null);
    }

    private ListingCommand.Change changeTo(long quantity) {
        return new ListingCommand.Change(id, owner, Some.lamp(500), quantity, false);
    }

    @Nested
    class Written {

        @Test
        void as_a_draft() {
            given().when(new ListingCommand.Create(id, seller, Some.lamp(500), 3, false)).then(drafted(3));
        }

        @Test
        void and_published_at_once() {
            given().when(new ListingCommand.Create(id, seller, Some.lamp(500), 3, true)).then(drafted(3), published);
        }

        @Test
        void and_published_without_units_is_sold_out() {
            given().when(new ListingCommand.Create(id, seller, Some.lamp(500), 0, true)).then(drafted(0), published, soldOut);
        }

        @Test
        void twice_changes_nothing() {
            given(drafted(3)).when(new ListingCommand.Create(id, seller, Some.lamp(9), 1, true)).thenNothing();
        }
    }

    @Nested
    class To_strangers {

        @Test
        void a_draft_does_not_exist() {
            given(drafted(1)).when(new ListingCommand.Publish(id, stranger)).thenRejected(ListingRejection.NOT_FOUND);
        }

        @Test
        void a_withdrawn_one_does_not_exist() {
            given(drafted(1), published, new ListingEvent.Withdrawn(id))
                    .when(new ListingCommand.Publish(id, stranger))
                    .thenRejected(ListingRejection.NOT_FOUND);
        }

        @Test
        void a_public_one_is_not_theirs() {
            given(drafted(1), published)
                    .when(new ListingCommand.Withdraw(id, stranger))
                    .thenRejected(ListingRejection.NOT_YOURS);
        }

        @Test
        void a_sold_out_one_is_not_theirs() {
            given(drafted(0), published, soldOut)
                    .when(new ListingCommand.Change(id, stranger, Some.lamp(1), 1, false))
                    .thenRejected(ListingRejection.NOT_YOURS);
        }
    }

    @Nested
    class Changed {

        @Test
        void to_what_it_is_writes_nothing() {
            given(drafted(2), published).when(changeTo(2)).thenNothing();
        }

        @Test
        void holds_everything_as_it_is_from_now_on() {
            given(drafted(2), published)
                    .when(new ListingCommand.Change(id, owner, Some.lamp(700), 4, false))
                    .then(new ListingEvent.Changed(id, Some.lamp(700), 4));
        }

        @Test
        void below_what_is_sold_and_reserved_is_too_low() {
            given(drafted(3), published, reserved(2)).when(changeTo(1)).thenRejected(ListingRejection.QUANTITY_TOO_LOW);
        }

        @Test
        void to_what_is_sold_is_sold_out() {
            given(drafted(3), published, reserved(2), sold(2))
                    .when(changeTo(2))
                    .then(new ListingEvent.Changed(id, Some.lamp(500), 2), soldOut);
        }

        @Test
        void to_more_than_is_sold_is_for_sale_again() {
            given(drafted(0), published, soldOut)
                    .when(changeTo(1))
                    .then(new ListingEvent.Changed(id, Some.lamp(500), 1), published);
        }

        @Test
        void and_published_when_it_was_a_draft() {
            given(drafted(1)).when(new ListingCommand.Change(id, owner, Some.lamp(500), 1, true)).then(published);
        }

        @Test
        void after_removal_is_refused() {
            given(drafted(1), published, new ListingEvent.Removed(id, "forged"))
                    .when(changeTo(5))
                    .thenRejected(ListingRejection.INVALID_STATE);
        }
    }

    @Nested
    class Taken_off_the_market {

        @Test
        void by_its_seller_once() {
            given(drafted(1), published)
                    .when(new ListingCommand.Withdraw(id, owner))
                    .then(new ListingEvent.Withdrawn(id))
                    .when(new ListingCommand.Withdraw(id, owner))
                    .thenNothing();
        }

        @Test
        void and_published_again() {
            given(drafted(1), published, new ListingEvent.Withdrawn(id))
                    .when(new ListingCommand.Publish(id, owner))
                    .then(published)
                    .when(new ListingCommand.Publish(id, owner))
                    .thenNothing();
        }

        @Test
        void by_staff_for_good() {
            given(drafted(1), published)
                    .when(new ListingCommand.Remove(id, Caller.STAFF, "forged"))
                    .then(new ListingEvent.Removed(id, "forged"))
                    .when(new ListingCommand.Publish(id, owner))
                    .thenRejected(ListingRejection.INVALID_STATE);
        }

        @Test
        void not_by_a_seller_as_staff_do() {
            given(drafted(1), published)
                    .when(new ListingCommand.Remove(id, owner, "mine"))
                    .thenRejected(ListingRejection.NOT_YOURS);
        }
    }

    @Nested
    class Reserved {

        @Test
        void as_it_is_now() {
            given(drafted(2), published).when(reserve(2)).then(reserved(2));
        }

        @Test
        void once_for_a_checkout() {
            given(drafted(2), published, reserved(1)).when(reserve(1)).thenNothing();
        }

        @Test
        void not_beyond_what_is_left() {
            given(drafted(2), published, reserved(2))
                    .when(new ListingCommand.Reserve(id, CheckoutId.next(), buyer, 1, null))
                    .thenRejected(ListingRejection.OUT_OF_STOCK);
        }

        @Test
        void not_when_sold_out() {
            given(drafted(0), published, soldOut).when(reserve(1)).thenRejected(ListingRejection.OUT_OF_STOCK);
        }

        @ParameterizedTest
        @EnumSource(value = Status.class, names = {"DRAFT", "WITHDRAWN", "REMOVED"})
        void not_when_off_the_market(Status status) {
            Given<ListingState> listing = given(drafted(2));
            switch (status) {
                case WITHDRAWN -> listing.and(new ListingEvent.Withdrawn(id));
                case REMOVED -> listing.and(new ListingEvent.Removed(id, "forged"));
                default -> assertThat(listing.state().status()).isEqualTo(status);
            }
            listing.when(reserve(1)).thenRejected(ListingRejection.LISTING_UNAVAILABLE);
        }

        @Test
        void not_by_its_seller() {
            given(drafted(2), published)
                    .when(new ListingCommand.Reserve(id, checkout, seller, 1, null))
                    .thenRejected(ListingRejection.OWN_LISTING);
        }

        @Test
        void not_at_another_price() {
            given(drafted(2), published)
                    .when(new ListingCommand.Reserve(id, checkout, buyer, 1, Some.usd(499)))
                    .thenRejected(ListingRejection.PRICE_CHANGED);
            given(drafted(2), published)
                    .when(new ListingCommand.Reserve(id, checkout, buyer, 1, Some.usd(500)))
                    .then(reserved(1));
        }

        @Test
        void and_released_once() {
            given(drafted(2), published, reserved(2))
                    .when(new ListingCommand.Release(id, checkout))
                    .then(new ListingEvent.Released(id, checkout, 2))
                    .when(new ListingCommand.Release(id, checkout))
                    .thenNothing();
        }
    }

    @Nested
    class Sold {

        @Test
        void leaves_the_rest_for_sale() {
            Given<ListingState> listing = given(drafted(3), published, reserved(2))
                    .when(new ListingCommand.Sell(id, checkout, order))
                    .then(sold(2));
            assertThat(listing.state().available()).isEqualTo(1);
            assertThat(listing.state().status()).isEqualTo(Status.PUBLISHED);
        }

        @Test
        void to_the_last_unit_is_sold_out() {
            given(drafted(2), published, reserved(2)).when(new ListingCommand.Sell(id, checkout, order)).then(sold(2), soldOut);
        }

        @Test
        void after_withdrawal_what_was_reserved_before() {
            given(drafted(2), published, reserved(2), new ListingEvent.Withdrawn(id))
                    .when(new ListingCommand.Sell(id, checkout, order))
                    .then(sold(2));
        }

        @Test
        void without_a_reservation_is_refused() {
            given(drafted(2), published)
                    .when(new ListingCommand.Sell(id, checkout, order))
                    .thenRejected(ListingRejection.INVALID_STATE);
        }

        @Test
        void and_returned_is_for_sale_again_once_an_order() {
            Given<ListingState> listing = given(drafted(2), published, reserved(2), sold(2), soldOut)
                    .when(new ListingCommand.Return(id, order, 2))
                    .then(new ListingEvent.Returned(id, order, 2), published);
            assertThat(listing.state().available()).isEqualTo(2);
            listing.when(new ListingCommand.Return(id, order, 2)).thenNothing();
        }

        @Test
        void and_returned_after_withdrawal_stays_withdrawn() {
            Given<ListingState> listing = given(drafted(2), published, reserved(2), sold(2), new ListingEvent.Withdrawn(id))
                    .when(new ListingCommand.Return(id, order, 2))
                    .then(new ListingEvent.Returned(id, order, 2));
            assertThat(listing.state().status()).isEqualTo(Status.WITHDRAWN);
        }
    }
}
