package com.steveslist.projections.rebuild;

import static com.steveslist.projections.rebuild.LiveViews.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingDetails;
import com.steveslist.events.listing.ListingEvent;
import com.steveslist.events.listing.ListingId;
import com.steveslist.events.log.LogPosition;
import com.steveslist.events.money.Money;
import com.steveslist.projections.rebuild.Replay.Made;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    private static final AccountId SELLER = AccountId.next();
    private static final String ROWS =
            "select id || ' ' || body || ' ' || epoch || ' ' || position || ' ' || since from %s.listing order by id";
    private static final String STATES =
            "select id || ' ' || position || ' ' || to_position || ' ' || body from %s.listing_history order by 1";

    private final LiveViews live = new LiveViews();
    private final List<ListingId> ids = new ArrayList<>();
    private final Replay replay = new Replay(
            live.log(), live.dataSource, new Narrator(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));
    private LogPosition then = LogPosition.START;
    private List<String> rowsThen = List.of();
    private List<String> statesThen = List.of();

    @BeforeEach
    void a_life_with_a_moment_in_its_middle() {
        live.startNode();
        for (int i = 0; i < 20; i++) {
            ListingId id = ListingId.next();
            ids.add(id);
            live.append(Stream.of(
                    event(id.value(), 0, SELLER, new ListingEvent.Drafted(id, SELLER, details("Lamp " + i), 2)),
                    event(id.value(), 1, SELLER, new ListingEvent.Published(id))));
        }
        for (ListingId id : ids.subList(0, 8)) {
            then = live.append(Stream.of(event(id.value(), 2, SELLER, new ListingEvent.Changed(id, details("Changed"), 3))));
        }
        live.awaitCaughtUp();
        rowsThen = rows(ROWS, "views");
        statesThen = rows(STATES, "views");
        for (ListingId id : ids) {
            long version = ids.indexOf(id) < 8 ? 3 : 2;
            live.append(Stream.of(event(id.value(), version, SELLER, new ListingEvent.Withdrawn(id))));
        }
        live.awaitCaughtUp();
    }

    @AfterEach
    void end() {
        live.close();
    }

    private List<String> rows(String query, String schema) {
        return live.jdbc().queryForList(query.formatted(schema), String.class);
    }

    private static ListingDetails details(String name) {
        return new ListingDetails(
                name, null, "lamps", List.of(), Money.of(900, "usd"), "US", "Reno", null, null, Map.of(), List.of());
    }

    @Test
    void its_rows_and_their_history_are_the_live_ones_of_that_moment_and_the_live_ones_stay_as_they_are() {
        List<String> now = rows(ROWS, "views");
        String known = live.jdbc().queryForList("select consumer || ' ' || from_position from views.history order by 1", String.class)
                .toString();

        Made made = replay.all(then);

        assertThat(made.schema()).isEqualTo("views_at_" + then.position());
        assertThat(made.leftOut()).isEmpty();
        assertThat(rows(ROWS, made.schema())).isEqualTo(rowsThen).hasSize(20);
        assertThat(rows(STATES, made.schema())).isEqualTo(statesThen).isNotEmpty();
        assertThat(rows(ROWS, "views")).isEqualTo(now);
        assertThat(live.jdbc().queryForList("select consumer || ' ' || from_position from views.history order by 1", String.class))
                .hasToString(known);
        assertThat(live.jdbc().queryForList("select consumer from consumer.progress where consumer like '%@%'", String.class)).isEmpty();
    }

    @Test
    void it_can_be_made_again_and_taken_away() {
        replay.all(then);

        assertThat(rows(ROWS, replay.all(then).schema())).isEqualTo(rowsThen);
        replay.drop("views_at_" + then.position());
        assertThat(live.jdbc().queryForList("select nspname from pg_namespace where nspname like 'views_at%'", String.class)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> replay.drop("views"));
    }

    @Test
    void of_one_stream_it_has_what_that_is_about_alone() {
        String id = ids.get(2).value();

        Made made = replay.ofStream(id, then);

        assertThat(rows(ROWS, made.schema())).containsExactlyElementsOf(rowsThen.stream().filter(row -> row.startsWith(id)).toList());
        assertThatIllegalArgumentException().isThrownBy(() -> replay.ofStream(ids.get(2).value(), new LogPosition(1, 2)))
                .withMessageContaining("nothing had happened to " + id);
    }

    @Test
    void as_files_it_is_the_same_bytes_each_time(@TempDir Path folder) throws Exception {
        for (String name : List.of("one", "other")) {
            ReplayFiles.into(folder.resolve(name)).write(replay.all(then), then, live.dataSource);
        }

        Path lines = folder.resolve("one/listing.ndjson");
        assertThat(lines).hasSameBinaryContentAs(folder.resolve("other/listing.ndjson"));
        assertThat(Files.readAllLines(lines)).hasSize(20).first().asString().contains("\"id\" : \"" + ids.getFirst(),
                "\"name\": \"Changed\"");
        assertThat(folder.resolve("one/replay.json")).content().contains("\"position\": " + then.position(), "\"listing.ndjson\": 20");
        assertThatIllegalArgumentException().isThrownBy(() -> ReplayFiles.into(folder.resolve("one"))).withMessageContaining("not empty");
    }

    @Test
    void a_moment_is_a_position_or_a_time_that_the_log_has() {
        Instant now = Instant.now();
        Instant first = live.log().read(0, 1).getFirst().envelope().recordedAt();

        assertThat(ReplayCommand.place(Long.toString(then.position()), live.log(), now)).isEqualTo(then);
        assertThat(ReplayCommand.place(first.toString(), live.log(), now).position()).isPositive();
        for (String wrong : List.of("0", "999999", "yesterday", now.plusSeconds(60).toString(), "1999-01-01T00:00:00Z")) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> ReplayCommand.place(wrong, live.log(), now));
        }
    }
}
