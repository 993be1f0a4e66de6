package com.steveslist.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.http.Json;
import com.steveslist.api.testing.HoldsToTheDocument;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.api.timetravel.FieldChange;
import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.listing.ListingId;
import com.steveslist.query.audit.StreamReplay;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Why every field of things with random histories has its value, held against the life of each thing and against the thing itself. */
@ExtendWith(HoldsToTheDocument.class)
class WhyTest {

    private static final long SEED = new Random().nextLong();
    private static final Random RANDOM = new Random(SEED);
    private static final int LISTINGS = 3;
    private static final Person SELLER = Person.newcomer("Sally Seller");
    private static final Person BUYER = Person.newcomer("Billy Buyer");
    private static final Person AUDITOR = Staff.auditor();

    /** Address by the id of the thing, each with somebody whose it is. */
    private static final Map<String, Thing> THINGS = new LinkedHashMap<>();

    private record Thing(String path, Person viewer) {}

    @BeforeAll
    static void live() {
        for (int i = 0; i < LISTINGS; i++) {
            String listing = SELLER.lists("Lamp " + i, 50, 900, Map.of("labels", List.of("a", "b"), "attributes", Map.of("col.our", "red")))
                    .text("id");
            THINGS.put(listing, new Thing("/v1/listings/" + listing, SELLER));
            for (int step = 0; step < 6; step++) {
                live(listing);
            }
        }
        BUYER.calls().patch("/v1/accounts/me", Map.of("city", "Reno", "country", "US"), Person.newKey()).expected("move");
        THINGS.put(BUYER.id(), new Thing("/v1/accounts/me", BUYER));
    }

    private static void live(String listing) {
        SteveslistClient seller = SELLER.calls();
        String path = "/v1/listings/" + listing;
        switch (RANDOM.nextInt(4)) {
            case 0 -> seller.patch(path, Map.of("price_amount", 100 + RANDOM.nextInt(1_000)), Person.newKey()).expected("reprice");
            case 1 -> seller.patch(path, Map.of("labels", List.of("x", "y", "z").subList(0, RANDOM.nextInt(4))), Person.newKey())
                    .expected("label");
            case 2 -> bought(BUYER.buys(listing, 1 + RANDOM.nextInt(3), "pm_card_ok"));
            default -> bought(BUYER.buys(listing, 1, "pm_card_declined"));
        }
    }

    private static void bought(Answer checkout) {
        THINGS.put(checkout.text("id"), new Thing("/v1/checkouts/" + checkout.text("id"), BUYER));
        THINGS.put(checkout.text("payment_id"), new Thing("/v1/payments/" + checkout.text("payment_id"), BUYER));
        boolean paid = checkout.text("status").equals("completed");
        for (JsonNode order : checkout.data().path("orders")) {
            String path = "/v1/orders/" + order.path("id").asString();
            THINGS.put(order.path("id").asString(), new Thing(path, RANDOM.nextBoolean() ? BUYER : SELLER));
            if (paid && RANDOM.nextBoolean()) {
                SELLER.calls().post(path + "/ship", Map.of("carrier", "Van"), Person.newKey()).expected("ship");
            }
            if (paid && RANDOM.nextBoolean()) {
                String refund = SELLER.calls().post(path + "/refunds", Map.of("amount", 10, "reason", "A scratch"), Person.newKey())
                        .expected("refund").text("id");
                THINGS.put(refund, new Thing("/v1/refunds/" + refund, RANDOM.nextBoolean() ? BUYER : SELLER));
            }
        }
    }

    @Test
    void the_value_differs_before_the_event_and_is_the_present_one_after_it_for_every_field_of_everything() {
        THINGS.forEach((id, thing) -> {
            JsonNode present = thing.viewer().calls().get(thing.path()).expected("read " + id).data();
            TreeMap<Long, JsonNode> life = life(id, present.path("order_id").asString(id), thing.viewer());
            Map<String, JsonPointer> fields = FieldChange.fields(present);
            assertThat(fields).as("seed %d", SEED).hasSizeGreaterThan(8);
            fields.forEach((field, at) -> {
                JsonNode why = why(thing, field).expected("ask why " + field + " of " + id).data();
                long position = why.at("/event/position").asLong();
                String what = "%s of %s, seed %d: %s".formatted(field, id, SEED, why);
                JsonNode before = life.lowerEntry(position) == null ? Json.read("null") : life.lowerEntry(position).getValue();
                assertThat(why.path("value")).as(what).isEqualTo(present.at(at));
                assertThat(before.at(at)).as(what).isNotEqualTo(present.at(at));
                life.tailMap(position).values().forEach(later -> assertThat(later.at(at)).as(what).isEqualTo(present.at(at)));
            });
        });
    }

    /** What the thing was after each of its events. */
    private static TreeMap<Long, JsonNode> life(String id, String stream, Person person) {
        Viewer viewer = new Viewer(new AccountId(person.id()), false);
        PersonalData personal = SharedApplication.context().getBean(PersonalData.class);
        Sight sight = new Sight(viewer, new Discretion(personal, viewer, Discretion.Extent.ALL));
        TreeMap<Long, JsonNode> life = new TreeMap<>();
        SharedApplication.context().getBean(StreamReplay.class).replay(stream, Long.MAX_VALUE, step -> {
            step.changes().stream()
                    .filter(change -> change.id().equals(id))
                    .forEach(change -> life.put(step.event().position(), Json.read(sight.tree(change.after()).toString())));
            return true;
        });
        return life;
    }

    @Test
    void it_names_the_command_the_actor_and_the_request_and_what_led_to_it() {
        Answer checkout = BUYER.buys(SELLER.lists("TV", 1, 900, Map.of()).text("id"), 1, "pm_card_ok");
        JsonNode why = SELLER.calls().get("/v1/orders/" + checkout.data().at("/orders/0/id").asString() + "/why?field=status").data();

        assertThat(why.path("value").asString()).isEqualTo("confirmed");
        assertThat(why.path("before").asString()).isEqualTo("pending");
        assertThat(why.at("/event/command").asString()).isEqualTo("order.confirm");
        assertThat(why.at("/event/actor/id").asString()).isEqualTo("process.checkout");
        assertThat(why.at("/event/request_id").asString()).isEqualTo(checkout.header("X-Request-Id").orElseThrow());
        JsonNode all = AUDITOR.calls().get("/v1/orders/" + why.path("id").asString() + "/why?field=status").data().path("causes");
        assertThat(all.valueStream().map(cause -> cause.path("type").asString())).endsWith("checkout.started");
    }

    @Test
    void as_of_a_moment_it_is_the_reason_of_then() {
        Answer listed = SELLER.lists("Clock", 1, 900, Map.of());
        String path = "/v1/listings/" + listed.text("id");
        SELLER.calls().patch(path, Map.of("price_amount", 800), Person.newKey()).expected("reprice");
        String then = listed.header("Consistency-Token").orElseThrow();

        JsonNode before = SELLER.calls().get(path + "/why?field=price_amount&as_of=" + then).data();
        JsonNode now = SELLER.calls().get(path + "/why?field=price_amount").data();

        assertThat(before.path("value").asLong()).isEqualTo(900);
        assertThat(before.at("/event/type").asString()).isEqualTo("listing.drafted");
        assertThat(now.path("value").asLong()).isEqualTo(800);
        assertThat(now.at("/event/type").asString()).isEqualTo("listing.changed");
        assertThat(SELLER.calls().get(path + "/why?field=price_amount&as_of=1").code()).isEqualTo("not_found_then");
        assertThat(SELLER.calls().get(path + "/why?field=price_amount&as_of=2000-01-01T00:00:00Z").status()).isEqualTo(400);
    }

    @Test
    void todays_rights_hold_whatever_moment_is_asked_about() {
        Answer listed = SELLER.lists("Rug", 1, 900, Map.of());
        String path =
                "/v1/listings/" + listed.text("id") + "/why?field=price_amount&as_of=" + listed.header("Consistency-Token").orElseThrow();
        assertThat(BUYER.calls().get(path).status()).isEqualTo(403);

        SharedApplication.context().getBean(Commands.class).send(
                new ListingCommand.Remove(new ListingId(listed.text("id")), Caller.STAFF, "Counterfeit"),
                CommandContext.of(new Actor(Actor.Kind.STAFF, AUDITOR.id()), Person.newKey()));

        await().untilAsserted(() -> assertThat(BUYER.calls().get(path).status()).isEqualTo(404));
        assertThat(SELLER.calls().get(path).data().path("value").asLong()).isEqualTo(900);
    }

    @Test
    void a_field_that_is_not_there_is_refused_with_those_that_are() {
        Answer refused = SELLER.calls().get("/v1/listings/" + THINGS.keySet().iterator().next() + "/why?field=colour");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("detail").asString()).contains("There is no field colour", "price_amount", "attributes.col.our");
    }

    private static Answer why(Thing thing, String field) {
        return thing.viewer().calls().get(thing.path() + "/why?field=" + URLEncoder.encode(field, StandardCharsets.UTF_8));
    }
}
