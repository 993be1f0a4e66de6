package com.steveslist.command.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.dispatch.MemoryCommandSide;
import com.steveslist.command.testing.Some;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderId;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is asked of a listing, in whatever order. */
class ListingHistoriesTest {

    private final AccountId seller = Some.account();
    private final AccountId buyer = Some.account();
    private final List<CheckoutId> checkouts = Stream.generate(CheckoutId::next).limit(4).toList();
    private final List<OrderId> orders = Stream.generate(OrderId::next).limit(4).toList();

    @Property(tries = 300)
    void stock_is_never_negative_and_memory_is_what_the_events_say(@ForAll long seed) {
        Random random = new Random(seed);
        MemoryCommandSide side = new MemoryCommandSide(ListingConfiguration.TYPE);
        ListingId id = ListingId.next();
        side.commands.send(new ListingCommand.Create(id, seller, Some.lamp(500), random.nextInt(5), true), Some.context());
        for (int i = 0; i < 60; i++) {
            try {
                Decided<ListingState> live = side.commands.send(anything(id, random), Some.context());
                assertThat(live.state()).isEqualTo(
                        side.commands.asOf(ListingState.class, id.value(), live.version()).state());
                assertSane(live.state());
            } catch (CommandRejectedException rejected) {
                assertThat(rejected.rejection()).isInstanceOf(ListingRejection.class);
            }
        }
        assertUnitsAddUp(side, id);
    }

    private ListingCommand anything(ListingId id, Random random) {
        Caller owner = Caller.account(seller);
        CheckoutId checkout = checkouts.get(random.nextInt(4));
        OrderId order = orders.get(random.nextInt(4));
        return switch (random.nextInt(10)) {
            case 0 -> new ListingCommand.Change(id, owner, Some.lamp(500), random.nextInt(8), random.nextBoolean());
            case 1 -> new ListingCommand.Publish(id, owner);
            case 2 -> new ListingCommand.Withdraw(id, owner);
            case 3 -> new ListingCommand.Return(id, order, 1 + random.nextInt(2));
            case 4 -> new ListingCommand.Release(id, checkout);
            case 5, 6 -> new ListingCommand.Sell(id, checkout, order);
            default -> new ListingCommand.Reserve(id, checkout, buyer, 1 + random.nextInt(2), null);
        };
    }

    private static void assertSane(ListingState listing) {
        assertThat(listing.available()).isNotNegative();
        assertThat(listing.sold()).isNotNegative();
        boolean soldOut = listing.sold() == listing.quantity();
        switch (listing.status()) {
            case SOLD_OUT -> assertThat(soldOut).isTrue();
            case PUBLISHED -> assertThat(soldOut).isFalse();
            default -> assertThat(listing.removalReason()).isNull();
        }
    }

    private static void assertUnitsAddUp(MemoryCommandSide side, ListingId id) {
        long reserved = 0;
        long sold = 0;
        for (var message : side.log.events()) {
            switch ((ListingEvent) message.getPayload()) {
                case ListingEvent.Reserved event -> reserved += event.item().quantity();
                case ListingEvent.Released event -> reserved -= event.quantity();
                case ListingEvent.Sold event -> {
                    reserved -= event.quantity();
                    sold += event.quantity();
                }
                case ListingEvent.Returned event -> sold -= event.quantity();
                default -> assertThat(reserved).isNotNegative();
            }
        }
        ListingState listing = side.commands.find(ListingState.class, id).orElseThrow().state();
        assertThat(listing.reserved()).isEqualTo(reserved);
        assertThat(listing.sold()).isEqualTo(sold);
    }
}
