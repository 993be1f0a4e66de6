package com.steveslist.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.testing.Person;
import com.steveslist.api.testing.PrintsTheLog;
import com.steveslist.api.testing.SharedApplication;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.infra.eventstore.EventLog;
import com.steveslist.infra.serialization.EventJson;
import com.steveslist.query.feed.EventFilter;
import com.steveslist.query.feed.FeedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(PrintsTheLog.class)
class EventListTest {

    private static final Set<String> OF_THE_MARKET =
            Set.of("listing.published", "listing.changed", "listing.sold_out", "listing.withdrawn", "listing.removed");

    private final EventLog log = SharedApplication.context().getBean(EventLog.class);
    private final ConsistencyTokens tokens = SharedApplication.context().getBean(ConsistencyTokens.class);
    private final Person seller = Person.newcomer("Sally Seller");
    private final Person buyer = Person.newcomer("Billy Buyer");
    private final Person stranger = Person.newcomer("Steve Stranger");

    @Test
    void paged_to_its_end_it_is_what_the_log_says_that_each_may_see() {
        long begin = log.last().position();
        String place = tokens.encode(log.last());
        long seed = System.nanoTime();
        System.out.println("a random market with seed " + seed);
        market(new Random(seed));
        List<RecordedEvent> all = log.read(begin, EventLog.MAX_LIMIT);
        for (Person person : List.of(seller, buyer, stranger)) {
            assertThat(paged(person, "limit=7&after=" + place)).containsExactlyElementsOf(visible(all, person, event -> true));
            assertThat(paged(person, "limit=3&types=listing.changed&types=order.placed&after=" + place))
                    .containsExactlyElementsOf(
                            visible(all, person, event -> Set.of("listing.changed", "order.placed").contains(event.type())));
            String stream = all.get(all.size() / 2).envelope().stream();
            assertThat(paged(person, "limit=2&stream=" + stream + "&after=" + place))
                    .containsExactlyElementsOf(visible(all, person, event -> event.stream().equals(stream)));
        }
    }

    private void market(Random random) {
        List<String> listings = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String listing = listings.isEmpty() ? "" : listings.get(random.nextInt(listings.size()));
            switch (listings.isEmpty() ? 0 : random.nextInt(7)) {
                case 0, 1 -> listings.add(seller.lists(
                        "Lamp " + i, random.nextInt(3), 900, Map.of("status", random.nextBoolean() ? "draft" : "published")).text("id"));
                case 2, 3 -> seller.calls().patch("/v1/listings/" + listing, Map.of("name", "Lamp, no " + i), Person.newKey());
                case 4 -> seller.calls().post("/v1/listings/" + listing + "/publish", Map.of(), Person.newKey());
                case 5 -> seller.calls().post("/v1/listings/" + listing + "/withdraw", Map.of(), Person.newKey());
                default -> buyer.buys(listing, 1, "pm_card_ok");
            }
        }
    }

    /** Ids of the events, by a fold over all of them that knows nothing of indexes. */
    private static List<String> visible(List<RecordedEvent> all, Person person, Predicate<EventEnvelope> wanted) {
        AccountId viewer = new AccountId(person.id());
        Set<String> onTheMarket = new HashSet<>();
        List<String> visible = new ArrayList<>();
        for (RecordedEvent event : all) {
            EventEnvelope envelope = event.envelope();
            boolean isPublished = envelope.type().equals("listing.published");
            boolean isPublic = isPublished || OF_THE_MARKET.contains(envelope.type()) && onTheMarket.contains(envelope.stream());
            if (EventFilter.OPEN_TYPES.contains(envelope.type())
                    && (isPublic || envelope.parties().contains(viewer))
                    && wanted.test(envelope)) {
                visible.add(envelope.eventId());
            }
            if (isPublished) {
                onTheMarket.add(envelope.stream());
            } else if (Set.of("listing.withdrawn", "listing.removed").contains(envelope.type())) {
                onTheMarket.remove(envelope.stream());
            }
        }
        return visible;
    }

    private static List<String> paged(Person person, String query) {
        List<String> ids = new ArrayList<>();
        String next = query;
        boolean more = true;
        while (more) {
            Answer page = person.calls().get("/v1/events?" + next).expected("events");
            page.items().forEach(event -> ids.add(event.path("id").asString()));
            JsonNode pagination = page.body().path("pagination");
            more = pagination.path("has_more").asBoolean();
            next = query.replaceAll("after=.*", "after=" + pagination.path("next_cursor").asString());
        }
        return ids;
    }

    @Test
    void what_an_event_says_has_the_names_that_it_has_on_the_topic() {
        long begin = log.last().position();
        market(new Random(1));
        EventPayloads payloads = SharedApplication.context().getBean(EventPayloads.class);
        EventJson json = SharedApplication.context().getBean(EventJson.class);
        for (RecordedEvent event : log.read(begin, EventLog.MAX_LIMIT)) {
            JsonNode stored = JsonMapper.shared().readTree(json.write(event.event()));
            JsonNode shown = payloads.of(new FeedEvent(event, false).recorded().event(), true);
            Set<String> expected = names(stored, "");
            expected.remove("/provider_reference");
            assertThat(names(shown, "")).as(event.envelope().type()).isEqualTo(expected);
            assertThat(shown.toString()).doesNotContain("enc1.");
            JsonNode toAnybody = payloads.of(event.event(), false);
            assertThat(toAnybody.toString()).doesNotContain("enc1.", "Steveington");
        }
    }

    private static Set<String> names(JsonNode node, String at) {
        Set<String> names = new TreeSet<>();
        node.properties().forEach(member -> {
            names.add(at + "/" + member.getKey());
            names.addAll(names(member.getValue(), at + "/" + member.getKey()));
        });
        node.valueStream().filter(ignored -> node.isArray()).forEach(item -> names.addAll(names(item, at + "/-")));
        return names;
    }
}
