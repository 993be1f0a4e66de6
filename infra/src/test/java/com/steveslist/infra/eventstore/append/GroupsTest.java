package com.steveslist.infra.eventstore.append;

import static com.steveslist.infra.eventstore.TestLog.event;
import static com.steveslist.infra.eventstore.TestLog.request;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(100);
    private final Groups groups = new Groups(queue, new AppendSettings(
            1, 100, 3, 5, 1_000, ofSeconds(1), ofSeconds(1), ofSeconds(2), ofSeconds(1), ofSeconds(1)));

    @Test
    void a_group_is_bounded_in_commands() throws Exception {
        IntStream.range(0, 7).forEach(i -> offer(ListingId.next(), 0, 1));
        assertThat(sizes()).containsExactly(3, 3, 1);
    }

    @Test
    void a_group_is_bounded_in_events_and_a_big_command_goes_alone() throws Exception {
        offer(ListingId.next(), 0, 4);
        offer(ListingId.next(), 0, 9);
        offer(ListingId.next(), 0, 1);
        assertThat(sizes()).containsExactly(2, 1);
    }

    @Test
    void commands_of_one_stream_go_one_after_the_other_in_their_order() throws Exception {
        ListingId contested = ListingId.next();
        List<Waiting> waiting = List.of(
                offer(contested, 0, 1), offer(contested, 1, 1), offer(contested, 2, 1), offer(ListingId.next(), 0, 1));
        assertThat(groups.next()).containsExactly(waiting.get(0), waiting.get(3));
        assertThat(groups.next()).containsExactly(waiting.get(1));
        assertThat(groups.next()).containsExactly(waiting.get(2));
        assertThat(groups.next()).isEmpty();
    }

    @Test
    void versions_within_a_command_must_rise_by_one() {
        ListingId listing = ListingId.next();
        ListingEvent published = new ListingEvent.Published(listing);
        assertThatThrownBy(() -> request(event(listing.value(), 0, published), event(listing.value(), 2, published)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request()).hasMessage("nothing to append");
    }

    private Waiting offer(ListingId listing, int first, int events) {
        Waiting waiting = new Waiting(request(IntStream.range(0, events)
                .mapToObj(i -> event(listing.value(), first + i, new ListingEvent.Published(listing))).toArray(NewEvent[]::new)));
        queue.add(waiting);
        return waiting;
    }

    private List<Integer> sizes() {
        java.util.ArrayList<Integer> sizes = new java.util.ArrayList<>();
        for (List<Waiting> group = groups.next(); !group.isEmpty(); group = groups.next()) {
            sizes.add(group.size());
        }
        return sizes;
    }

}
