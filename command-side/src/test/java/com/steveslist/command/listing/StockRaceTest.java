package com.steveslist.command.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.MemoryCommandSide;
import com.steveslist.command.dispatch.Rejection;
import com.steveslist.command.testing.Some;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.listing.ListingId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StockRaceTest {

    private final MemoryCommandSide side = new MemoryCommandSide(ListingConfiguration.TYPE);
    private final ListingId lamp = ListingId.next();

    @Test
    void ten_units_have_ten_winners_and_everybody_else_is_told_out_of_stock() throws Exception {
        side.commands.send(new ListingCommand.Create(lamp, Some.account(), Some.lamp(500), 10, true), Some.context());
        List<Optional<Rejection>> outcomes = race(200, this::reserveOne);
        assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(10);
        assertThat(outcomes).filteredOn(Optional::isPresent).hasSize(190).containsOnly(Optional.of(ListingRejection.OUT_OF_STOCK));
        ListingState listing = side.commands.find(ListingState.class, lamp).orElseThrow().state();
        assertThat(listing.available()).isZero();
        assertThat(listing.reservations()).hasSize(10);
    }

    private Optional<Rejection> reserveOne() {
        try {
            side.commands.send(
                    new ListingCommand.Reserve(lamp, CheckoutId.next(), Some.account(), 1, null), Some.context());
            return Optional.empty();
        } catch (CommandRejectedException rejected) {
            return Optional.of(rejected.rejection());
        }
    }

    private static <T> List<T> race(int runners, Callable<T> runner) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Future<T>> finished = threads.invokeAll(Stream.generate(() -> runner).limit(runners).toList());
            return finished.stream().map(Future::resultNow).toList();
        }
    }
}
