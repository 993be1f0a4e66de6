package com.steveslist.api.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.testing.SharedCommands;
import com.steveslist.command.account.AccountState;
import com.steveslist.command.account.ApiKeyState;
import com.steveslist.command.checkout.CheckoutState;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.command.listing.ListingState;
import com.steveslist.command.order.OrderState;
import com.steveslist.command.payment.PaymentState;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.account.ApiKeyId;
import com.steveslist.events.checkout.CheckoutId;
import com.steveslist.events.id.Id;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.order.OrderId;
import com.steveslist.events.payment.PaymentId;
import com.steveslist.infra.eventstore.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People do at random what can be done. Then everything that was kept up to date meanwhile is what the events alone say. */
@ExtendWith(PrintsTheLog.class)
class RandomHistoriesTest {
    private static final int PEOPLE = 6;
    private static final Duration TIME = Duration.ofSeconds(12);
    private static final int PAGE = 10_000;
    private static final List<String> CARDS = List.of(
            "pm_card_ok", "pm_card_ok", "pm_card_ok", "pm_card_declined", "pm_card_capture_fails", "pm_card_refund_fails_once",
            "pm_card_refund_fails");
    private static final List<String> VIEWS =
            List.of("view.listing", "view.order", "view.checkout", "view.payment", "view.refund", "view.account");

    private final long seed = System.nanoTime();
    private final List<String> listings = new CopyOnWriteArrayList<>();
    private final List<String> orders = new CopyOnWriteArrayList<>();
    private final EventLog log = SharedApplication.context().getBean(EventLog.class);

    @Test
    void live_aggregates_are_replayed_ones_views_are_rebuilt_ones_and_everything_adds_up() throws Exception {
        long before = log.last().position();

        everybodyDoesAnything();

        await().untilAsserted(() -> {
            SharedCommands.Ran reconciled = SharedCommands.run("reconcile");
            assertThat(reconciled.exitCode()).as("seed %d: %s", seed, reconciled.output()).isZero();
        });
        Set<String> streams = streamsAfter(before);
        assertThat(streams).extracting(RandomHistoriesTest::prefix).as("seed %d", seed).contains(
                ListingId.PREFIX, CheckoutId.PREFIX, OrderId.PREFIX, PaymentId.PREFIX, AccountId.PREFIX);
        streams.forEach(this::assertReplayed);
        for (String view : VIEWS) {
            SharedCommands.Ran built = SharedCommands.run("rebuild", view, "--dry-run");
            assertThat(built.exitCode()).as("seed %d: %s", seed, built.output()).isZero();
            assertThat(built.output()).contains("every row is what was served");
        }
    }

    private void everybodyDoesAnything() throws Exception {
        List<Person> people = IntStream.range(0, PEOPLE).mapToObj(i -> Person.newcomer("Randy Random " + i)).toList();
        people.forEach(person -> listings.add(person.lists("Thing", 5, 500, Map.of()).text("id")));
        long end = System.nanoTime() + TIME.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = IntStream.range(0, PEOPLE).<Future<?>>mapToObj(i -> threads.submit(() -> {
                Random random = new Random(seed + i);
                while (System.nanoTime() < end) {
                    Answer answer = anything(people.get(i), random);
                    assertThat(answer.status()).as("seed %d: %s", seed, answer.body()).isLessThan(500);
                }
            })).toList();
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private Answer anything(Person person, Random random) {
        String listing = "/v1/listings/" + listings.get(random.nextInt(listings.size()));
        String order = "/v1/orders/" + (orders.isEmpty() ? OrderId.next().value() : orders.get(random.nextInt(orders.size())));
        return switch (random.nextInt(13)) {
            case 0 -> list(person, random);
            case 1 -> person.calls().patch(listing, Map.of("price_amount", 100 + random.nextInt(900)), Person.newKey());
            case 2 -> person.calls().patch(listing, Map.of("quantity", random.nextInt(12)), Person.newKey());
            case 3 -> post(person, listing + (random.nextInt(4) == 0 ? "/withdraw" : "/publish"), Map.of());
            case 4 -> person.calls().patch("/v1/accounts/me", Map.of("name", "Randy " + random.nextInt(100)), Person.newKey());
            case 5, 6 -> post(person, order + "/ship", Map.of("carrier", "Steve's van"));
            case 7 -> post(person, order + "/deliver", Map.of());
            case 8 -> post(person, order + "/cancel", Map.of("reason", "so it fell"));
            case 9 -> post(person, order + "/refunds", Map.of("amount", 1 + random.nextInt(300), "reason", "so it fell"));
            default -> buy(person, random);
        };
    }

    private Answer list(Person person, Random random) {
        Answer listed = person.lists("Thing " + random.nextInt(100), random.nextInt(1, 4), 100 + random.nextInt(900), Map.of());
        listings.add(listed.text("id"));
        return listed;
    }

    private Answer buy(Person person, Random random) {
        String listing = listings.get(random.nextInt(listings.size()));
        Answer bought = person.buys(listing, random.nextInt(1, 3), CARDS.get(random.nextInt(CARDS.size())));
        bought.data().path("orders").valueStream().forEach(order -> orders.add(order.path("id").asString()));
        return bought;
    }

    private static Answer post(Person person, String path, Map<String, Object> body) {
        return person.calls().post(path, body, Person.newKey());
    }

    private Set<String> streamsAfter(long position) {
        return log.read(position, PAGE).stream().map(event -> event.envelope().stream()).collect(Collectors.toSet());
    }

    private void assertReplayed(String stream) {
        switch (prefix(stream)) {
            case ListingId.PREFIX -> assertReplayed(ListingState.class, new ListingId(stream));
            case CheckoutId.PREFIX -> assertReplayed(CheckoutState.class, new CheckoutId(stream));
            case OrderId.PREFIX -> assertReplayed(OrderState.class, new OrderId(stream));
            case PaymentId.PREFIX -> assertReplayed(PaymentState.class, new PaymentId(stream));
            case AccountId.PREFIX -> assertReplayed(AccountState.class, new AccountId(stream));
            case ApiKeyId.PREFIX -> assertReplayed(ApiKeyState.class, new ApiKeyId(stream));
            default -> throw new AssertionError("whose stream is " + stream);
        }
    }

    private <S> void assertReplayed(Class<S> type, Id id) {
        Commands commands = SharedApplication.context().getBean(Commands.class);
        Decided<S> live = commands.find(type, id).orElseThrow();
        assertThat(live.state()).as("seed %d", seed).isEqualTo(commands.asOf(type, id.value(), live.version()).state());
    }

    private static String prefix(String stream) {
        return stream.substring(0, stream.indexOf('_'));
    }
}
