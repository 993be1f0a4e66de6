package com.steveslist.infra.drill;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.command.listing.ListingState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import com.steveslist.events.order.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** Random long histories: what a node knows, what a cold one makes of snapshot and tail, and what all events say, is the same. */
class SnapshotHistoriesTest {

    private static final int COMMANDS = 400;

    private static DrillLog log;
    private static CommandNode live;

    private final AccountId seller = AccountId.next();
    private final List<CheckoutId> checkouts = new ArrayList<>();

    @BeforeAll
    static void a_node() {
        log = DrillLog.fresh();
        live = new CommandNode(log.address());
    }

    @AfterAll
    static void stop() throws Exception {
        live.close();
        log.close();
    }

    @RepeatedTest(5)
    void snapshot_and_tail_are_the_whole_history() {
        long seed = System.nanoTime();
        ListingId listing = ListingId.next();
        history(listing, new Random(seed));
        Decided<ListingState> known = live.commands().find(ListingState.class, listing).orElseThrow();
        assertThat(known.version()).as("seed %d", seed).isGreaterThan(100);
        await().atMost(2, MINUTES).until(() -> log.count("select count(*) from snapshot where stream = ?", listing.value()) == 1);
        try (CommandNode cold = new CommandNode(log.address())) {
            Decided<ListingState> read = cold.commands().find(ListingState.class, listing).orElseThrow();
            assertThat(read.state()).as("snapshot and tail, seed %d", seed).isEqualTo(known.state());
            assertThat(read.version()).isEqualTo(known.version());
            assertThat(cold.commands().asOf(ListingState.class, listing.value(), known.version()).state())
                    .as("all events, seed %d", seed).isEqualTo(known.state());
        }
    }

    private void history(ListingId listing, Random random) {
        CommandContext context = CommandContext.of(new Actor(Actor.Kind.ACCOUNT, seller.value()), "req_1");
        live.commands().send(new ListingCommand.Create(listing, seller, details(random), 20, true), context);
        for (int i = 0; i < COMMANDS; i++) {
            try {
                live.commands().send(anything(listing, random), context);
            } catch (CommandRejectedException rejected) {
                // Part of every history.
            }
        }
    }

    private ListingCommand anything(ListingId listing, Random random) {
        checkouts.add(CheckoutId.next());
        CheckoutId some = checkouts.get(random.nextInt(checkouts.size()));
        Caller owner = Caller.account(seller);
        return switch (random.nextInt(10)) {
            case 0 -> new ListingCommand.Change(listing, owner, details(random), 20 + random.nextInt(200), random.nextBoolean());
            case 1 -> new ListingCommand.Withdraw(listing, owner);
            case 2 -> new ListingCommand.Publish(listing, owner);
            case 3, 4 -> new ListingCommand.Release(listing, some);
            case 5, 6 -> new ListingCommand.Sell(listing, some, OrderId.next());
            default -> new ListingCommand.Reserve(listing, checkouts.getLast(), AccountId.next(), 1 + random.nextInt(2), null);
        };
    }

    private static ListingDetails details(Random random) {
        return new ListingDetails("Chair " + random.nextInt(50), random.nextBoolean() ? null : "An \"odd\" one", "furniture",
                List.of("old", "oak").subList(0, random.nextInt(3)), Money.of(1 + random.nextInt(9_000), "usd"), "US", "Oakland",
                random.nextBoolean() ? null : 37.8, null, Map.of("material", "oak"), List.of());
    }
}
