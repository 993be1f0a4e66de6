package com.steveslist.projections.rebuild;

import static com.steveslist.projections.rebuild.LiveViews.VIEW;
import static com.steveslist.projections.rebuild.LiveViews.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.money.Money;
import com.steveslist.infra.consumer.ConsumerVersions;
import com.steveslist.infra.embedded.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ViewRebuildTest {

    private static final AccountId SELLER = AccountId.next();

    private final LiveViews live = new LiveViews();

    @AfterEach
    void end() {
        live.close();
    }

    @Nested
    class A_bug_in_the_old_version {

        private final List<ListingId> ids = new ArrayList<>();
        private LogPosition last = LogPosition.START;

        private void plant() {
            live.startNode();
            for (int i = 0; i < 40; i++) {
                ids.add(ListingId.next());
                last = publish(ids.getLast(), "Lamp " + i);
            }
            live.awaitCaughtUp();
            assertThat(view(0)).isEqualTo("published");
            live.jdbc().update("update views.listing set body = jsonb_set(body, '{status}', '\"sold_out\"') where id = ?",
                    ids.get(0).value());
            live.jdbc().update("delete from views.listing where id = ?", ids.get(1).value());
            live.jdbc().update(
                    "insert into views.listing (id, body, epoch, position) select 'lst_ghost', body, epoch, position from views.listing"
                            + " where id = ?",
                    ids.get(2).value());
            live.jdbc().update("update views.listing set position = position - 1 where id = ?", ids.get(3).value());
            assertThat(view(0)).isEqualTo("sold_out");
        }

        private String view(int i) {
            return live.listings.find(ids.get(i)).orElseThrow().status();
        }

        @Test
        void is_told_with_the_event_that_last_touched_each_row_and_put_right() throws Exception {
            plant();

            assertThat(live.rebuild().build(true)).isEqualTo(4);

            assertThat(live.told()).contains("4 rows differ from what was served:")
                    .contains(ids.get(0) + " in status; last touched by position 2 (listing.published " + eventId(2) + ")")
                    .contains(ids.get(1) + " was missing; last touched by position 4 (listing.published " + eventId(4) + ")")
                    .contains("lst_ghost was there although no event says so; it claimed position 6 (listing.published " + eventId(6) + ")")
                    .contains(ids.get(3) + " in its place; last touched by position 8 (listing.published " + eventId(8)
                            + "), but it claimed position 7 (listing.drafted " + eventId(7) + ")");
            assertThat(view(0)).isEqualTo("published");
            assertThat(view(1)).isEqualTo("published");
            assertThat(live.rebuild().build(false)).isZero();
            assertThat(live.told()).contains("every row is what was served");
        }

        @Test
        void comes_back_with_a_rollback_and_so_does_all_that_happened_since() throws Exception {
            plant();
            live.rebuild().build(true);
            live.awaitCaughtUp();
            ListingId later = ListingId.next();
            last = publish(later, "Later");
            live.awaitCaughtUp();

            assertThat(live.rebuild().rollback()).isEqualTo(4);

            assertThat(view(0)).isEqualTo("sold_out");
            assertThat(live.listings.find(later)).isPresent();
            publish(ListingId.next(), "After");
            live.awaitCaughtUp();
            assertThat(live.rebuild().rollback()).isEqualTo(4);
            assertThat(view(0)).isEqualTo("published");
        }

        @Test
        void stays_where_it_is_after_a_dry_run() throws Exception {
            plant();

            assertThat(live.rebuild().build(false)).isEqualTo(4);

            assertThat(view(0)).isEqualTo("sold_out");
            assertThat(tables()).containsExactly("views.listing");
        }

        @Test
        void can_be_forgotten() throws Exception {
            plant();
            live.rebuild().build(true);
            assertThat(tables()).containsExactly("views.listing", "views_previous.listing");

            assertThat(live.rebuild().dropOld()).isTrue();

            assertThat(tables()).containsExactly("views.listing");
            assertThat(live.rebuild().dropOld()).isFalse();
            assertThatIllegalStateException().isThrownBy(() -> live.rebuild().rollback()).withMessageContaining("is kept");
        }

        @Test
        void leaves_indexes_and_constraints_as_they_were() throws Exception {
            plant();
            List<String> before = indexes();

            live.rebuild().build(true);

            assertThat(indexes()).isEqualTo(before).hasSizeGreaterThan(7);
        }
    }

    @Nested
    class What_could_not_be_applied {

        @Test
        void to_the_old_version_is_applied_to_the_new_one() throws Exception {
            live.startNode();
            ListingId id = ListingId.next();
            publish(id, "Lamp");
            live.awaitCaughtUp();
            live.jdbc().update("delete from views.listing");
            withdraw(id, 2);
            await().atMost(Duration.ofMinutes(2)).until(() -> live.parked().list(VIEW, 10).size() == 1);
            live.awaitCaughtUp();

            live.rebuild().build(true);

            assertThat(live.parked().list(VIEW, 10)).isEmpty();
            assertThat(live.listings.find(id).orElseThrow().status()).isEqualTo("withdrawn");
        }

        @Test
        void and_was_given_up_is_given_up_again() throws Exception {
            live.startNode();
            ListingId id = ListingId.next();
            live.append(Stream.of(event(id.value(), 0, SELLER, new ListingEvent.Published(id))));
            await().atMost(Duration.ofMinutes(2)).until(() -> live.parked().list(VIEW, 10).size() == 1);
            live.parked().discardFirst(VIEW, id.value(), "no such listing");
            live.append(Stream.of(event(id.value(), 1, SELLER, new ListingEvent.Drafted(id, SELLER, details("Lamp"), 1))));
            live.awaitCaughtUp();

            assertThat(live.rebuild().build(true)).isZero();

            assertThat(live.parked().list(VIEW, 10)).isEmpty();
            assertThat(live.jdbc().queryForList("select reason from consumer.discarded_event where consumer = ?", String.class, VIEW))
                    .containsExactly("no such listing");
        }

        @Test
        void to_the_new_version_alone_keeps_the_old_one_in_service() {
            live.startNode();
            ListingId id = ListingId.next();
            live.append(Stream.of(event(id.value(), 0, SELLER, new ListingEvent.Published(id))));
            await().atMost(Duration.ofMinutes(2)).until(() -> live.parked().list(VIEW, 10).size() == 1);
            live.jdbc().update("delete from consumer.parked_event");

            assertThatIllegalStateException().isThrownBy(() -> live.rebuild().build(true))
                    .withMessageContaining("the old version serves on").withMessageContaining("listing.published at position 1");
            assertThat(tables()).doesNotContain("views_previous.listing");
        }
    }

    @Nested
    class A_rebuild_that_is_killed {

        @Test
        void harms_nothing_keeps_others_out_while_it_lives_and_can_be_run_again() throws Exception {
            live.startNode();
            ListingId id = ListingId.next();
            publish(id, "Lamp");
            for (int i = 0; i < 40; i++) {
                long first = 2 + i * 1_000L;
                live.append(Stream.iterate(first, n -> n < first + 1_000, n -> n + 1)
                        .map(n -> event(id.value(), n, SELLER, new ListingEvent.Changed(id, details("Lamp " + n), n))));
            }
            live.awaitCaughtUp();
            slowDown(ConsumerVersions.next(VIEW));
            Process process = commandLine("rebuild", VIEW);
            await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(2)).until(
                    () -> live.position(ConsumerVersions.next(VIEW)) > 0 || !process.isAlive());
            assertThat(process.isAlive()).as(() -> said(process)).isTrue();
            assertThatIllegalStateException().isThrownBy(() -> RebuildLock.take(live.dataSource, VIEW).close())
                    .withMessage("view.listing is being rebuilt by another process");
            process.destroyForcibly().waitFor();
            assertThat(live.position(ConsumerVersions.next(VIEW))).isBetween(1L, 39_999L);
            live.jdbc().execute("drop trigger slow on consumer.progress");

            publish(ListingId.next(), "Desk");
            live.awaitCaughtUp();
            Process again = commandLine("rebuild", VIEW);
            assertThat(again.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String said = said(again);
            assertThat(again.exitValue()).as(said).isZero();
            assertThat(said).contains("every row is what was served", "view.listing is served by what was built");
            assertThat(tables()).containsExactly("views.listing", "views_previous.listing");
            publish(ListingId.next(), "Chair");
            live.awaitCaughtUp();
        }
    }

    /** Each time that this consumer tells how far it is, it takes a second, so that it can be met on its way. */
    private void slowDown(String consumer) {
        live.jdbc().execute("create function consumer.sleep() returns trigger language plpgsql as "
                + "$$ begin perform pg_sleep(1); return new; end $$");
        live.jdbc().execute("create trigger slow before insert or update on consumer.progress for each row when (new.consumer = '"
                + consumer + "' and new.position > 0) execute function consumer.sleep()");
    }

    private static String said(Process ended) {
        try {
            return new String(ended.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process commandLine(String... arguments) throws Exception {
        List<String> command = Jvm.program(256);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-Dsteveslist.home=" + System.getProperty("steveslist.home"),
                "-Dsteveslist.postgres.url=" + live.database.url(),
                "-Dsteveslist.postgres.user=" + live.database.user(),
                "-Dsteveslist.postgres.password=" + live.database.password(),
                "com.steveslist.infra.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private LogPosition publish(ListingId id, String name) {
        return live.append(Stream.of(
                event(id.value(), 0, SELLER, new ListingEvent.Drafted(id, SELLER, details(name), 1)),
                event(id.value(), 1, SELLER, new ListingEvent.Published(id))));
    }

    private void withdraw(ListingId id, long version) {
        live.append(Stream.of(event(id.value(), version, SELLER, new ListingEvent.Withdrawn(id))));
    }

    static ListingDetails details(String name) {
        return new ListingDetails(name, null, "lamps", List.of("Light"), Money.of(1_000, "usd"), "US", "San Francisco", null, null,
                Map.of(), List.of());
    }

    private String eventId(long position) {
        return String.valueOf(live.jdbc().queryForObject("select event_id from event where position = ?", String.class, position));
    }

    private List<String> tables() {
        return live.jdbc().queryForList("select schemaname || '.' || tablename from pg_tables where tablename = 'listing' order by 1",
                String.class);
    }

    private List<String> indexes() {
        return live.jdbc().queryForList(
                "select indexdef from pg_indexes where schemaname = 'views' and tablename = 'listing' order by indexname",
                String.class);
    }
}
