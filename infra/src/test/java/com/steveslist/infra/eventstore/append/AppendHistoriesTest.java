package com.steveslist.infra.eventstore.append;

import static com.steveslist.infra.eventstore.TestLog.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.command.dispatch.Claim;
import com.steveslist.command.dispatch.IdempotencyKey;
import com.steveslist.events.id.Id;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.eventstore.TestLog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/**
 * Random histories over few streams, keys and claims, so that much collides: groups of commands have the outcomes that the same commands
 * have one after the other, in a model that fits a screen.
 */
class AppendHistoriesTest {

    private static final AppendSettings SMALL_GROUPS = new AppendSettings(
            1, 1_000, 8, 12, 1 << 20, AppendSettings.DEFAULTS.queueTimeout(), AppendSettings.DEFAULTS.transactionTimeout(),
            AppendSettings.DEFAULTS.socketTimeout(), AppendSettings.DEFAULTS.connectTimeout(), AppendSettings.DEFAULTS.settleTimeout());

    private static final TestLog LOG = new TestLog();
    private static final AppendSession SESSION = LOG.closedAtTheEnd(newSession());

    @AfterContainer
    static void close() throws Exception {
        LOG.close();
    }

    @Property(tries = 150)
    void groups_decide_as_if_commands_came_one_after_the_other(@ForAll("histories") List<Wish> wishes) throws Exception {
        Names names = new Names();
        BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(1_000);
        wishes.forEach(wish -> queue.add(new Waiting(names.request(wish))));
        Groups groups = new Groups(queue, SMALL_GROUPS);
        Model model = new Model(LOG.log().last().position());
        int decided = 0;
        for (List<Waiting> group = groups.next(); !group.isEmpty(); group = groups.next()) {
            List<AppendRequest> requests = group.stream().map(Waiting::request).toList();
            List<String> outcomes = new AppendCall(requests).execute(SESSION).stream().map(AppendHistoriesTest::text).toList();
            model.nextGroup();
            assertThat(outcomes).isEqualTo(requests.stream().map(model::append).toList());
            decided += group.size();
        }
        assertThat(decided).isEqualTo(wishes.size());
        assertThat(LOG.log().last().position()).isEqualTo(model.position);
    }

    @Example
    void a_claim_that_is_let_go_is_still_held_to_the_rest_of_its_group() throws Exception {
        groups_decide_as_if_commands_came_one_after_the_other(List.of(
                new Wish(List.of(new Part(0, 0, 1)), null, 1),
                new Wish(List.of(new Part(0, 1, 1)), null, 0),
                new Wish(List.of(new Part(1, 0, 1)), null, 1)));
    }

    @Provide
    Arbitrary<List<Wish>> histories() {
        Arbitrary<Part> part = Combinators.combine(Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(1, 3)).as(Part::new);
        return Combinators.combine(
                part.list().ofMinSize(1).ofMaxSize(2),
                Arbitraries.integers().between(0, 4).injectNull(0.6),
                Arbitraries.integers().between(0, 3).injectNull(0.6))
                .as(Wish::new).list().ofMinSize(1).ofMaxSize(40);
    }

    /** A command: what it writes where, and the numbers of its key and its claim. */
    record Wish(List<Part> parts, @Nullable Integer key, @Nullable Integer claim) {}

    /** @param first the version that it takes its first event to get */
    record Part(int stream, int first, int events) {}

    /** The same numbers mean other streams, keys and claims in every try, so that all can share one log. */
    private static final class Names {

        private final List<ListingId> streams = IntStream.range(0, 4).mapToObj(i -> ListingId.next()).toList();
        private final String salt = ListingId.next().value();

        AppendRequest request(Wish wish) {
            List<NewEvent> events = new ArrayList<>();
            Map<Integer, Integer> ends = new HashMap<>();
            for (Part part : wish.parts()) {
                ListingId stream = streams.get(part.stream());
                int first = ends.getOrDefault(part.stream(), part.first());
                for (int i = 0; i < part.events(); i++) {
                    events.add(event(stream.value(), first + i, new ListingEvent.Published(stream)));
                }
                ends.put(part.stream(), first + part.events());
            }
            Id holder = streams.get(wish.parts().getFirst().stream());
            return new AppendRequest(
                    events,
                    wish.key() == null ? null : new IdempotencyKey(salt, "key " + wish.key(), "print", "thing"),
                    wish.claim() == null ? List.of() : List.of(new Claim("email", salt + wish.claim(), holder)));
        }
    }

    /** What the log means, one command after the other. */
    private static final class Model {

        private final Map<String, Long> ends = new HashMap<>();
        private final Map<String, Boolean> keys = new HashMap<>();
        private final Map<String, String> claims = new HashMap<>();
        private Map<String, String> claimsBefore = Map.of();
        private long position;

        Model(long position) {
            this.position = position;
        }

        /** What a command of a group lets go is free for those of later groups; to its own group it is as if it came last. */
        void nextGroup() {
            claimsBefore = Map.copyOf(claims);
        }

        String append(AppendRequest request) {
            IdempotencyKey key = request.key();
            if (key != null && keys.containsKey(key.key())) {
                return "key";
            }
            for (Claim claim : request.claims()) {
                String holder = claimsBefore.get(claim.hash());
                if (holder != null && !holder.equals(claim.holder().value())) {
                    return "claim:" + claim.kind();
                }
            }
            for (Map.Entry<String, Long> expected : request.expectedVersions().entrySet()) {
                if (!expected.getValue().equals(ends.getOrDefault(expected.getKey(), -1L))) {
                    return "version";
                }
            }
            request.events().forEach(event -> ends.put(event.stream(), event.version()));
            if (key != null) {
                keys.put(key.key(), true);
            }
            for (Claim claim : request.claims()) {
                claims.values().removeIf(claim.holder().value()::equals);
                claims.put(claim.hash(), claim.holder().value());
            }
            position += request.events().size();
            return "at " + position;
        }
    }

    private static AppendSession newSession() {
        try {
            return new AppendSession(LOG.address(), SMALL_GROUPS);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(AppendOutcome outcome) {
        return switch (outcome) {
            case AppendOutcome.Appended appended -> "at " + appended.last().position();
            case AppendOutcome.KeyTaken taken -> "key";
            case AppendOutcome.ClaimTaken taken -> "claim:" + taken.kind();
            case AppendOutcome.Barred barred -> "bar:" + barred.kind();
            case AppendOutcome.VersionConflict conflict -> "version";
        };
    }
}
