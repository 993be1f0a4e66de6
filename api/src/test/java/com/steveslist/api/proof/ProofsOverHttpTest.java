package com.steveslist.api.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.steveslist.api.client.Answer;
import com.steveslist.api.client.SteveslistClient;
import com.steveslist.api.testing.HoldsToTheDocument;
import com.steveslist.api.testing.Person;
import com.steveslist.events.proof.ConsistencyProof;
import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.InclusionProof;
import com.steveslist.events.proof.KeyNote;
import com.steveslist.events.proof.LogKey;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What an auditor needs to check the log elsewhere, as anybody with the history's scope gets it. */
@ExtendWith(HoldsToTheDocument.class)
class ProofsOverHttpTest {

    private static final Person SELLER = Person.newcomer("Sally Seller");
    private static final SteveslistClient CALLS = SELLER.calls();

    private static JsonNode lists(String name) {
        String id = SELLER.lists(name, 1, 900, Map.of()).text("id");
        return CALLS.get("/v1/audit/events?types=listing.drafted&stream=" + id).expected("read the history").items().getFirst();
    }

    private static SignedHead fresh() {
        return SignedHead.parse(CALLS.get("/v1/audit/heads?fresh=true&limit=1").expected("ask for a head").items().getFirst()
                .path("note").asString());
    }

    private static LogKey key() {
        SignedNote note = SignedNote.parse(CALLS.get("/v1/audit/keys").expected("read the keys").items().getLast().path("note").asString());
        return KeyNote.parse(note.text()).key();
    }

    private static Hash hash(JsonNode text) {
        return Hash.of(HexFormat.of().parseHex(text.asString()), 0);
    }

    @Test
    void a_head_that_is_asked_for_covers_what_was_just_written_and_is_signed() {
        long position = lists("Lamp").path("position").asLong();

        SignedHead head = fresh();

        assertThat(head.size()).isGreaterThanOrEqualTo(position);
        assertThat(head.signedBy(key())).isTrue();
    }

    @Test
    void the_hash_of_an_event_in_the_history_is_proven_to_be_in_the_log() {
        JsonNode event = lists("Table");
        SignedHead head = fresh();

        JsonNode proof = CALLS.get("/v1/audit/inclusion?position=" + event.path("position") + "&size=" + head.size())
                .expected("ask for a proof").data();

        assertThat(proof.path("leaf")).isEqualTo(event.path("hash"));
        assertThat(InclusionProof.parse(proof.path("proof").asString()).root(hash(event.path("hash")))).isEqualTo(head.head().root());
        assertThat(hash(proof.path("root"))).isEqualTo(head.head().root());
    }

    @Test
    void an_event_that_no_head_covers_yet_gets_one() {
        JsonNode event = lists("Chair");

        JsonNode proof = CALLS.get("/v1/audit/inclusion?position=" + event.path("position")).expected("ask for a proof").data();

        assertThat(proof.path("size").asLong()).isGreaterThanOrEqualTo(event.path("position").asLong());
    }

    @Test
    void a_later_head_begins_with_the_earlier() {
        SignedHead earlier = fresh();
        lists("Sofa");
        SignedHead later = fresh();

        JsonNode proof = CALLS.get("/v1/audit/consistency?from=" + earlier.size() + "&to=" + later.size())
                .expected("ask for a proof").data();

        assertThat(later.size()).isGreaterThan(earlier.size());
        assertThat(ConsistencyProof.parse(proof.path("proof").asString()).holds(earlier.head().root(), later.head().root())).isTrue();
        assertThat(hash(proof.path("from_root"))).isEqualTo(earlier.head().root());
    }

    @Test
    void heads_are_a_list_the_newest_first_in_pages() {
        for (String name : List.of("Cup", "Mug", "Bowl")) {
            lists(name);
            fresh();
        }

        Answer first = CALLS.get("/v1/audit/heads?limit=2").expected("list heads");
        Answer second = CALLS.get("/v1/audit/heads?limit=2&cursor=" + first.body().at("/pagination/next_cursor").asString());

        assertThat(first.items()).hasSize(2);
        assertThat(second.items()).isNotEmpty().doesNotContainAnyElementsOf(first.items());
        assertThat(first.items().getFirst().path("size").asLong()).isGreaterThan(second.items().getFirst().path("size").asLong());
    }

    @Test
    void what_is_not_there_yet_is_not_found_and_what_makes_no_sense_is_said() {
        assertThat(CALLS.get("/v1/audit/inclusion?position=999999999").status()).isEqualTo(404);
        assertThat(CALLS.get("/v1/audit/inclusion?position=1&size=999999999").status()).isEqualTo(404);
        assertThat(CALLS.get("/v1/audit/consistency?from=1&to=999999999").status()).isEqualTo(404);
        assertThat(CALLS.get("/v1/audit/inclusion").body().at("/errors/0/pointer").asString()).isEqualTo("/position");
        assertThat(CALLS.get("/v1/audit/consistency").body().at("/errors/0/pointer").asString()).isEqualTo("/from");
        assertThat(CALLS.get("/v1/audit/inclusion?position=5&size=4").body().at("/errors/0/pointer").asString()).isEqualTo("/size");
        assertThat(CALLS.get("/v1/audit/consistency?from=5&to=4").body().at("/errors/0/pointer").asString()).isEqualTo("/to");
        assertThat(CALLS.get("/v1/audit/heads?fresh=perhaps").body().at("/errors/0/pointer").asString()).isEqualTo("/fresh");
    }
}
