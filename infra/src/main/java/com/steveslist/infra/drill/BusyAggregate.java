package com.steveslist.infra.drill;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.CommandRejectedException;
import com.steveslist.command.dispatch.CommandUnavailableException;
import com.steveslist.command.dispatch.CommandUnavailableException.Reason;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.command.listing.ListingState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One listing that two nodes change at once, through the whole way of a command. */
final class BusyAggregate {

    static final String DONE = "done";
    /** Which only a machine that is too slow for so many brings about, and no sooner than at the bound. */
    static final String COME_AGAIN = "told to come again";

    private static final int IF_MATCH_EVERY = 4;
    private static final Duration BOUND = Duration.ofMillis(1_900);

    private final List<Commands> nodes;
    private final AccountId seller = AccountId.next();
    private final ListingId listing = ListingId.next();

    BusyAggregate(List<Commands> nodes, long quantity) {
        this.nodes = nodes;
        nodes.getFirst().send(new ListingCommand.Create(listing, seller, details(0), quantity, true), context(null));
    }

    ListingId listing() {
        return listing;
    }

    /**
     * Many at once on both nodes. Every fourth command of a thread is a change that says {@code If-Match} with what the thread saw last;
     * all others are reservations of one unit. Answers what each kind was told, with how often: {@code "reserve done"},
     * {@code "change version_mismatch"}.
     */
    Map<String, Long> crowd(int threads, int commands) throws Exception {
        List<String> told = new ArrayList<>();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Commands node = nodes.get(i % nodes.size());
                all.add(crowd.submit(() -> oneOfTheCrowd(node, commands)));
            }
            for (Future<List<String>> one : all) {
                told.addAll(one.get());
            }
        }
        return told.stream().collect(groupingBy(identity(), TreeMap::new, counting()));
    }

    private List<String> oneOfTheCrowd(Commands node, int commands) {
        List<String> told = new ArrayList<>();
        for (int i = 1; i <= commands; i++) {
            if (i % IF_MATCH_EVERY == 0) {
                long seen = node.find(ListingState.class, listing).orElseThrow().version();
                told.add("change " + change(node, details(i), null, seen));
            } else {
                told.add("reserve " + reserve(node));
            }
        }
        return told;
    }

    /** Sells out on one node, restocks on the other, and back: each must see at once what the other did. Answers what went wrong. */
    List<String> pingPong(int rounds) {
        List<String> problems = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Commands one = nodes.get(round % nodes.size());
            Commands other = nodes.get((round + 1) % nodes.size());
            expect("out_of_stock", reserve(one), "nothing was left", problems);
            ListingState known = other.find(ListingState.class, listing).orElseThrow().state();
            expect(DONE, change(other, known.details(), known.quantity() + 1, null), "the seller restocks", problems);
            expect(DONE, reserve(one), "the other node had restocked", problems);
            expect("out_of_stock", reserve(other), "the other node had sold the last one", problems);
        }
        return problems;
    }

    private static void expect(String wanted, String told, String because, List<String> problems) {
        if (!wanted.equals(told)) {
            problems.add("told " + told + " although " + because);
        }
    }

    private String reserve(Commands node) {
        return told(node, new ListingCommand.Reserve(listing, CheckoutId.next(), AccountId.next(), 1, null), null);
    }

    private String change(Commands node, ListingDetails details, @Nullable Long quantity, @Nullable Long ifMatch) {
        long units = quantity != null ? quantity : node.find(ListingState.class, listing).orElseThrow().state().quantity();
        return told(node, new ListingCommand.Change(listing, Caller.account(seller), details, units, false), ifMatch);
    }

    private String told(Commands node, ListingCommand command, @Nullable Long ifMatch) {
        long began = System.nanoTime();
        try {
            node.send(command, context(ifMatch));
            return DONE;
        } catch (CommandRejectedException e) {
            return e.rejection().code();
        } catch (CommandUnavailableException e) {
            boolean late = System.nanoTime() - began > BOUND.toNanos();
            return e.reason() == Reason.CONTENDED && late ? COME_AGAIN : e.reason() + " too early";
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    private CommandContext context(@Nullable Long ifMatch) {
        return CommandContext.of(new Actor(Actor.Kind.ACCOUNT, seller.value()), "req_drill").expecting(ifMatch);
    }

    private static ListingDetails details(int edition) {
        return new ListingDetails("Chair " + edition, null, "furniture", List.of(), Money.of(4_900, "usd"), "US", "Oakland", null, null,
                Map.of(), List.of());
    }
}
