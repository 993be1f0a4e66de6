package com.steveslist.query.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.steveslist.events.account.AccountId;
import com.steveslist.events.envelope.EventEnvelope;
import com.steveslist.events.envelope.RecordedEvent;
import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.KeyNote;
import com.steveslist.events.proof.Leaf;
import com.steveslist.events.proof.MerkleTree;
import com.steveslist.events.proof.Nodes;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SigningKey;
import com.steveslist.events.proof.TreeHead;
import com.steveslist.events.verify.Verify;
import com.steveslist.query.story.StoryContext.Discretion;
import com.steveslist.query.story.StoryProofs.NoSuchHeadException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dossier is made here, and checked by who knows nothing but the log's public key. */
class ProvenDossierTest {

    private static final String LOG = "market.example/log";

    private final Path folder;
    private final Past past = new Past("TV").bought();
    private final SigningKey first = SigningKey.generate();
    private final SigningKey second = SigningKey.generate();
    private final Kept kept = new Kept();
    private final Story story = new Stories(past).find(Subject.of(past.order.value())).orElseThrow();

    ProvenDossierTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** A tree in memory of a log whose first 100 events are others. Its heads: of 110 and 120 leaves, by the second key. */
    private final class Kept implements TreeProofs.Tree {
        private final List<byte[]> leaves = new ArrayList<>();

        Kept() {
            for (long position = 1; position <= 100; position++) {
                leaves.add(("another " + position).getBytes(StandardCharsets.UTF_8));
            }
            for (long position = 101; position <= past.end().position(); position++) {
                leaves.add(leaf(past.at(position)).encode());
            }
            while (leaves.size() < 120) {
                leaves.add(("later " + leaves.size()).getBytes(StandardCharsets.UTF_8));
            }
        }

        @Override
        public boolean isSigned() {
            return true;
        }

        @Override
        public @Nullable SignedHead firstCovering(long size) {
            return size <= 111 ? ofSize(111) : size <= 120 ? ofSize(120) : null;
        }

        @Override
        public @Nullable SignedHead ofSize(long size) {
            if (size != 105 && size != 111 && size != 120) {
                return null;
            }
            MerkleTree tree = new MerkleTree();
            leaves.subList(0, (int) size).forEach(leaf -> tree.add(Hash.ofLeaf(leaf)));
            return new TreeHead(
                    LOG, size, tree.root(), 1, Past.BEGUN, new TreeHead.Beginning(Past.BEGUN, 102), second.publicKey().id()).sign(second);
        }

        @Override
        public List<String> keys() {
            return List.of(
                    KeyNote.sign(LOG, first, Optional.empty(), Past.BEGUN).toString(),
                    KeyNote.sign(LOG, second, Optional.of(first), Past.BEGUN).toString());
        }

        @Override
        public Nodes nodes() {
            return this::node;
        }

        private Hash node(int level, long index) {
            return level == 0
                    ? Hash.ofLeaf(leaves.get((int) index))
                    : Hash.ofNode(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
        }

        @Override
        public List<byte[]> leaves(List<Long> positions) {
            return positions.stream().map(position -> leaves.get((int) (position - 1))).toList();
        }
    }

    private static Leaf leaf(RecordedEvent recorded) {
        EventEnvelope event = recorded.envelope();
        return new Leaf(
                event.at().epoch(), event.position(), event.stream(), event.version(), event.eventId(), event.type(), event.typeVersion(),
                event.recordedAt(), event.occurredAt(), event.owner().value(), List.of(),
                event.actor().kind().name().toLowerCase(Locale.ROOT),
                event.actor().id(), event.requestId(), event.correlationId(), event.causedBy(), Map.of(), new byte[] {'{', '}'});
    }

    private String json(Discretion discretion, @Nullable Long head) {
        return json(story, discretion, null, head);
    }

    private String json(Story of, Discretion discretion, @Nullable AccountId seenBy, @Nullable Long head) {
        Dossier dossier = Dossier.of(of, discretion, seenBy).proven(of, discretion, new TreeProofs(kept), head);
        return new String(DossierFiles.json(dossier), StandardCharsets.UTF_8);
    }

    private record Said(int exitCode, String text) {}

    private Said verify(String json, SigningKey... known) {
        try {
            Path file = Files.writeString(folder.resolve("dossier.json"), json);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Stream<String> keys = Stream.of(known).flatMap(key -> Stream.of("--key", key.publicKey().id()));
            int exitCode = Verify.run(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    Stream.concat(Stream.of("--dossier", file.toString()), keys).toArray(String[]::new));
            return new Said(exitCode, out.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void is_intact_under_the_first_head_that_covers_it_for_who_knows_an_earlier_key() {
        Said said = verify(json(Discretion.CLOSED_VALUES, null), first);

        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text().lines()).containsExactly(
                "key " + first.publicKey().id() + ", which you know",
                "2 events are older than the proofs: nothing is proven of the time before " + Past.BEGUN,
                "of " + past.order + " itself, every event from the first to the last that is shown is there: 4",
                "not checked: the sentences; whether later events, or events of other things, are left out",
                "intact: all 9 events stand in the log, under the head of 111 events, signed at " + Past.BEGUN);
        assertThat(verify("{\"data\": " + json(Discretion.CLOSED_VALUES, 120L) + "}").text())
                .contains("which the dossier itself names", "under the head of 120 events");
    }

    @Test
    void is_checked_as_far_as_it_is_told() {
        Said said = verify(json(new Discretion(null, event -> !event.type().equals("order.shipped")), null));

        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains("1 events are there with their hash alone");
    }

    @Test
    void an_event_of_the_thing_itself_that_is_taken_out_between_others_is_missed() {
        assertThat(verify(without(null, "order.shipped"), first).text())
                .startsWith("NOT INTACT: event 2 of " + past.order + " is left out: number 3 stands in its place");
        assertThat(verify(without(null, "order.placed"), first).text()).startsWith("NOT INTACT: event 0 of " + past.order + " is left out");
        assertThat(verify(without(null, "order.placed", "order.confirmed", "order.shipped", "refund.requested"), first).text())
                .startsWith("NOT INTACT: no event of " + past.order + " itself is there");
    }

    @Test
    void what_is_not_looked_for_is_said() {
        Story ofRefund = new Stories(past).find(Subject.of(past.refund.value())).orElseThrow();

        assertThat(verify(without(past.seller, "order.shipped"), first).text())
                .contains("made for " + past.seller + ": what they may not see is left out, and gaps are not looked for",
                        "\nintact: all 8");
        assertThat(verify(json(ofRefund, Discretion.CLOSED_VALUES, null, null), first).text())
                .contains("a refund and of a part of its order: gaps are not looked for", "\nintact: all");
        assertThat(verify(json(new Story(story.subject(), story.events(), true), Discretion.CLOSED_VALUES, null, null), first).text())
                .contains("it is cut off", "\nintact: all 9");
    }

    private String without(@Nullable AccountId seenBy, String... types) {
        Story less = new Story(
                story.subject(),
                story.events().stream().filter(event -> !List.of(types).contains(event.envelope().type())).toList(),
                false);
        return json(less, Discretion.CLOSED_VALUES, seenBy, null);
    }

    @Test
    void whatever_is_altered_is_found_and_named() {
        String json = json(Discretion.CLOSED_VALUES, null);

        alters(json, "\"occurred_at\" : \"2026-11-29T03:23:11.130Z\"", "\"occurred_at\" : \"2026-11-28T03:23:11.130Z\"",
                "position 108: the log has another occurred_at");
        alters(json, "\"event_id\" : \"evt_104\"", "\"event_id\" : \"evt_204\"", "position 104: the log has another event_id");
        String hash = Hash.ofLeaf(kept.leaves.get(107)).base64();
        String another = Hash.ofLeaf(kept.leaves.get(106)).base64();
        alters(json, "\"hash\" : \"" + hash, "\"hash\" : \"" + another, "position 108: it does not stand there under this head");
        alters(json, "\"size\" : 111", "\"size\" : 112", "the head is of size 111, not 112");
        alters(json, LOG + "\\n111", LOG + "\\n110", "is signed by no key that you know");
        assertThat(verify(json, SigningKey.generate()).text())
                .startsWith("NOT INTACT: none of its keys (");
    }

    private void alters(String json, String from, String to, String found) {
        assertThat(json).contains(from);
        Said said = verify(json.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)), first);
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.text()).startsWith("NOT INTACT: ").contains(found);
    }

    @Test
    void what_is_no_dossier_is_refused() {
        for (String text : List.of("", "{", "[]", "{\"proofs\": null}", "{\"a\": 1, \"a\": 2}", "[".repeat(100),
                "{\"proofs\": {\"head\": 1}}")) {
            assertThat(verify(text)).as(text).satisfies(said -> {
                assertThat(said.exitCode()).isEqualTo(2);
                assertThat(said.text()).startsWith("cannot be read: ");
            });
        }
    }

    @Test
    void a_head_that_is_not_there_or_too_early_is_refused() {
        assertThatThrownBy(() -> json(Discretion.CLOSED_VALUES, 117L))
                .isInstanceOf(NoSuchHeadException.class).hasMessage("No head of size 117 was signed.");
        assertThatThrownBy(() -> json(Discretion.CLOSED_VALUES, 105L))
                .isInstanceOf(NoSuchHeadException.class)
                .hasMessage("The head of size 105 does not cover the last event, at position 110.");
    }
}
