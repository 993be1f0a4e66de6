package com.steveslist.query.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.query.story.StoryContext.Discretion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoriesTest {

    private final Past past = new Past("Second-hand TV").bought();
    private final Stories stories = new Stories(past);

    private Story story(String id) {
        return stories.find(Subject.of(id)).orElseThrow();
    }

    private static List<Long> positions(Story story) {
        return story.events().stream().map(RecordedEvent::position).toList();
    }

    private static List<String> lines(Story story, Discretion discretion) {
        return Dossier.of(story, discretion, null).events().stream().map(StoryLine::text).toList();
    }

    @Test
    void an_order_has_all_that_belongs_to_it_in_the_order_of_the_log_and_nothing_else() {
        assertThat(positions(story(past.order.value()))).containsExactly(101L, 102L, 104L, 105L, 106L, 107L, 108L, 109L, 110L);
    }

    @Test
    void other_things_have_their_own() {
        assertThat(positions(story(past.checkout.value())))
                .containsExactly(101L, 102L, 104L, 105L, 106L, 107L, 108L, 109L, 110L, 111L);
        assertThat(positions(story(past.lamp.value()))).containsExactly(102L, 103L);
        assertThat(positions(story(past.payment.value()))).containsExactly(106L, 110L, 111L);
        assertThat(positions(story(past.refund.value()))).containsExactly(105L, 106L, 107L, 108L, 109L, 110L);
    }

    @Test
    void a_party_sees_its_part() {
        Story order = story(past.order.value());

        assertThat(positions(order.seenBy(past.seller))).containsExactly(102L, 105L, 107L, 108L, 109L);
        assertThat(positions(order.seenBy(past.buyer))).containsExactly(101L, 104L, 105L, 106L, 107L, 108L, 109L, 110L);
        assertThat(order.seenBy(past.other).events()).isEmpty();
    }

    @Test
    void for_whom_an_order_does_not_concern_nothing_but_the_order_is_read() {
        assertThat(stories.ofOrder(past.order, past.other)).isEmpty();
        assertThat(past.read()).containsExactly(past.order.value());

        assertThat(positions(stories.ofOrder(past.order, past.seller).orElseThrow())).containsExactly(102L, 105L, 107L, 108L, 109L);
        assertThat(stories.ofOrder(past.order, null)).contains(story(past.order.value()));
    }

    @Test
    void reads_like_a_story_with_personal_values_closed() {
        assertThat(lines(story(past.order.value()), Discretion.CLOSED_VALUES)).startsWith(
                "#101  2026-11-29 03:23:11.123 UTC  The buyer began checkout chk_01jd3z00000000000000000004 for 2 × “Second-hand TV”"
                        + " (lst_01jd3z00000000000000000003), to be paid with pm_card_ok and sent to [personal], US; it was quoted at"
                        + " 1,299.00 USD.  By the buyer acct_01jd3z00000000000000000002, request req_1.  [checkout.started]",
                "#102  2026-11-29 03:23:11.124 UTC  2 units of “Second-hand TV” (lst_01jd3z00000000000000000003) were set aside for the buyer"
                        + " in checkout chk_01jd3z00000000000000000004, at 649.50 USD each, 1,299.00 USD together.  By the market"
                        + " (process.checkout) for the buyer acct_01jd3z00000000000000000002, request req_1.  [listing.reserved]")
                .endsWith(
                        "#110  2026-11-29 03:23:11.132 UTC  The provider gave back 50.00 USD of payment pay_01jd3z00000000000000000006, for"
                                + " refund ref_01jd3z00000000000000000007.  By the market (process.checkout), request req_1.  [payment.refunded]");
    }

    @Test
    void opens_personal_values_when_told_to_and_says_which_are_erased() {
        Discretion open = new Discretion(
                value -> value.equals(Past.text("A scratch")) ? Optional.empty() : Optional.of(value.value().replaceFirst(".*\\.", "")),
                event -> true);

        assertThat(lines(story(past.order.value()), open))
                .anyMatch(line -> line.contains("sent to “Ann”, “1 Main Street”, “Boston”, US"))
                .anyMatch(line -> line.contains("the reason given is [erased]."));
    }

    @Test
    void keeps_keys_and_requests_to_itself_where_they_are_not_to_be_told() {
        Discretion closed = new Discretion(null, event -> !event.type().equals("order.shipped"));
        StoryLine shipped = Dossier.of(story(past.order.value()), closed, past.buyer).events().stream()
                .filter(line -> line.type().equals("order.shipped"))
                .findFirst()
                .orElseThrow();

        assertThat(shipped.actorId()).isNull();
        assertThat(shipped.requestId()).isNull();
        assertThat(shipped.by()).isEqualTo("a program with an API key");
    }

    @Test
    void what_is_not_there_has_none() {
        assertThat(stories.find(Subject.of("ord_01jd3z0000000000000000000z"))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Subject.of("x_\u001b[2J")).withMessage(
                "x_\\u{1b}[2J is no id that has a story: give one such as ord_…, lst_…, chk_…, pay_…, ref_…, acct_…");
    }
}
