package com.steveslist.infra.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.steveslist.events.log.LogPosition;
import com.steveslist.events.proof.EpochNote;
import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.KeyNote;
import com.steveslist.events.proof.MerkleTree;
import com.steveslist.events.proof.SignedHead;
import com.steveslist.events.proof.SignedNote;
import com.steveslist.events.proof.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTest {

    private static final int OLD = 20;

    private Path folder;
    private ProvenLog proven;

    @BeforeEach
    void logThatIsOlderThanProofs(@TempDir Path directory) {
        folder = directory;
        proven = new ProvenLog(folder, OLD);
    }

    @AfterEach
    void close() throws Exception {
        proven.close();
    }

    private MerkleTree treeOfEvents(long size) {
        MerkleTree tree = new MerkleTree();
        proven.log.log().readStored(0, 10_000).stream().limit(size)
                .forEach(event -> tree.add(event.envelope().leaf(event.payload()).hash()));
        return tree;
    }

    @Test
    void a_head_is_about_exactly_what_readers_of_the_log_see() {
        proven.append(300);

        SignedHead head = proven.sign();

        assertThat(head.size()).isEqualTo(320);
        assertThat(head.head().root()).isEqualTo(treeOfEvents(320).root());
        assertThat(head.head().begun().size()).as("how many events there were when proofs began").isEqualTo(OLD);
        KeyNote key = KeyNote.parse(proven.book().keys().getFirst().text());
        assertThat(head.signedBy(key.key())).isTrue();
    }

    @Test
    void whatever_is_asked_for_can_be_proven_after_any_stops_and_starts() {
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            proven.append(random.nextInt(60));
            proven.grow();
        }
        ProofBook book = proven.book();
        long size = book.size();
        MerkleTree all = treeOfEvents(size);

        assertThat(book.root(size)).isEqualTo(all.root());
        assertThat(book.peaks(size)).isEqualTo(all.peaks());
        for (int i = 0; i < 50; i++) {
            long to = 1 + random.nextLong(size);
            long from = 1 + random.nextLong(to);
            Hash root = treeOfEvents(to).root();
            assertThat(book.consistency(from, to).holds(treeOfEvents(from).root(), root)).as("%d to %d", from, to).isTrue();
            assertThat(book.inclusion(from, to).root(book.leaf(from))).as("%d in %d", from, to).isEqualTo(root);
        }
    }

    @Test
    void the_key_is_for_its_owner_only_and_vouches_for_the_next() throws IOException {
        SignedHead before = proven.sign();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(proven.keyFile))).isEqualTo("rw-------");

        String next = proven.keys().rotate(false);
        proven.append(1);
        SignedHead after = proven.sign();

        List<SignedNote> notes = proven.book().keys();
        KeyNote first = KeyNote.parse(notes.get(0).text());
        KeyNote second = KeyNote.parse(notes.get(1).text());
        assertThat(second.key().id()).isEqualTo(next);
        assertThat(second.isSigned(notes.get(1), first.key())).isTrue();
        assertThat(before.signedBy(first.key())).isTrue();
        assertThat(after.signedBy(second.key())).isTrue();
        assertThat(after.signedBy(first.key())).isFalse();
    }

    @Test
    void a_rotation_that_broke_off_before_the_file_was_in_place_is_finished() throws IOException {
        proven.sign();
        byte[] first = Files.readAllBytes(proven.keyFile);
        String next = proven.keys().rotate(false);
        Files.move(proven.keyFile, folder.resolve("key.next"));
        Files.write(proven.keyFile, first);

        proven.append(1);

        assertThat(proven.sign().head().key()).isEqualTo(next);
    }

    @Test
    void without_its_key_a_log_is_not_signed_by_another() throws IOException {
        proven.sign();
        Files.delete(proven.keyFile);
        proven.append(1);

        assertThatIllegalStateException().isThrownBy(proven::sign).withMessageContaining("put the file back");

        String next = proven.keys().rotate(true);
        assertThat(proven.sign().head().key()).isEqualTo(next);
        assertThat(KeyNote.parse(proven.book().keys().getLast().text()).previous()).as("nobody vouches").isNull();
    }

    @Test
    void what_an_epoch_takes_back_is_contradicted_in_the_open() {
        proven.append(580);
        SignedHead taken = proven.sign();
        Hash kept = treeOfEvents(300).root();
        proven.sql().update("delete from event where position > 300");
        proven.sql().execute("select start_epoch('a standby was promoted')");
        proven.append(50);

        SignedHead head = proven.sign();

        EpochNote note = EpochNote.parse(proven.book().epochs().getFirst().text());
        assertThat(note.kept()).isEqualTo(300);
        assertThat(note.root()).isEqualTo(kept);
        assertThat(note.tookBack(taken.head())).isTrue();
        assertThat(note.tookBack(head.head())).isFalse();
        assertThat(head.head().epoch()).isGreaterThan(taken.head().epoch());
        assertThat(head.head().root()).isEqualTo(treeOfEvents(350).root());
        assertThat(proven.book().before(Long.MAX_VALUE, 10)).as("the old head stays").map(ProofBook.NumberedHead::head).hasSize(2);
    }

    @Test
    void a_wish_for_what_an_epoch_took_back_hides_no_later_one() {
        proven.append(10);
        proven.sign();
        assertThat(proven.book().covering(new LogPosition(1, OLD + 500), Duration.ZERO)).as("asked for just before a failover").isEmpty();
        proven.append(1);

        assertThat(proven.sign().size()).isEqualTo(OLD + 11);
        assertThat(new TreeTable(proven.dataSource()).hasWish()).as("nothing is signed over and over").isFalse();
    }

    @Test
    void what_is_taken_away_without_an_epoch_is_not_signed() {
        proven.append(10);
        proven.sign();
        proven.sql().update("delete from event where position > 25");

        assertThatIllegalStateException().isThrownBy(proven::sign).withMessageContaining("no epoch says so");
    }

    @Test
    void what_is_missing_in_the_middle_is_not_signed() {
        proven.append(10);
        proven.sql().update("delete from event where position = 25");

        assertThatIllegalStateException().isThrownBy(proven::sign).withMessageContaining("position 25");
    }

    @Test
    void a_past_that_was_rewritten_with_its_tree_gets_no_signature_on_the_node_that_signed_the_other() {
        proven.append(10);
        proven.sign();
        rewrite();

        assertThatIllegalStateException().isThrownBy(proven::sign).withMessageContaining("contradicts the head of 30 events");
    }

    /** As the database's owner could, tree and all. */
    private void rewrite() {
        proven.sql().update("update event set payload = 'x' where position = 25");
        proven.sql().update("delete from proof.tile");
        proven.sql().update("update proof.tree set size = 0");
        proven.append(1);
    }

    @Test
    void an_epoch_that_somebody_else_says_takes_nothing_back() {
        proven.append(10);
        SignedHead signed = proven.sign();
        rewrite();
        SigningKey somebodys = SigningKey.generate();
        EpochNote forged = new EpochNote(signed.head().log(), 2, 20, Hash.EMPTY, Instant.EPOCH, somebodys.publicKey().id());
        new NoteTable(proven.dataSource()).add(forged, forged.sign(somebodys));
        SignedNote key = KeyNote.sign(signed.head().log(), somebodys, Optional.empty(), Instant.EPOCH);
        proven.sql().update("update proof.key_note set number = 2");
        proven.sql().update("insert into proof.key_note (number, key_id, made_at, note) values (1, ?, now(), ?)",
                somebodys.publicKey().id(), key.toString());

        assertThatIllegalStateException().isThrownBy(proven::sign).withMessageContaining("contradicts the head of 30 events");
    }

    @Test
    void an_epoch_takes_back_also_what_an_earlier_key_signed() {
        proven.append(10);
        proven.sign();
        proven.sql().update("delete from event where position > 25");
        proven.sql().execute("select start_epoch('a standby was promoted')");
        proven.grow();
        proven.keys().rotate(false);
        proven.append(1);

        assertThat(proven.sign().size()).isEqualTo(26);
    }

    @Test
    void a_database_that_says_that_it_is_another_log_gets_no_signature() {
        proven.append(10);
        String log = proven.sign().head().log();
        proven.append(1);

        proven.sql().update("update proof.tree set log = 'steveslist/another'");
        assertThatIllegalStateException().isThrownBy(proven::sign).withMessageContaining("a key file of its own");
        proven.sql().update("update proof.tree set log = ?, begun_size = 29", log);
        assertThatIllegalStateException().isThrownBy(proven::sign).withMessageContaining("from 20 on: neither ever changes");
        proven.sql().update("update proof.tree set begun_size = ?", OLD);
        assertThat(proven.sign().size()).isEqualTo(31);
    }

    @Test
    void a_head_that_a_dossier_leads_to_stays_and_others_get_fewer() {
        for (int i = 0; i < 5; i++) {
            proven.append(10);
            proven.sign();
        }
        assertThat(proven.book().firstCovering(25)).map(SignedHead::size).hasValue(30L);
        assertThat(proven.book().ofSize(50)).map(SignedHead::size).hasValue(50L);
        proven.sql().update("update proof.head set signed_at = date_trunc('day', now(), 'UTC') - interval '10 days'");

        new NoteTable(proven.dataSource()).thinHeads();

        assertThat(proven.book().after(0, 10)).extracting(head -> head.head().size()).containsExactly(30L, 50L, 70L);
        assertThat(proven.book().firstCovering(25)).map(SignedHead::size).hasValue(30L);
        assertThat(proven.book().firstCovering(31)).map(SignedHead::size).hasValue(50L);
        assertThat(proven.book().firstCovering(71)).isEmpty();
        assertThat(proven.book().ofSize(60)).isEmpty();
    }

    @Test
    void two_nodes_keep_one_tree_and_sign_when_somebody_asks() {
        ProofKeeper one = proven.keeper();
        ProofKeeper other = proven.keeper();
        one.start();
        other.start();
        try {
            proven.append(100);
            SignedHead head = proven.book().covering(new LogPosition(1, OLD + 100), Duration.ofSeconds(20)).orElseThrow();

            assertThat(head.head().root()).isEqualTo(treeOfEvents(head.size()).root());
            await().untilAsserted(() -> assertThat(proven.sql().queryForObject(
                    "select position from consumer.progress where consumer = 'proof.tree'", Long.class)).isEqualTo(OLD + 100));
        } finally {
            one.stop();
            other.stop();
        }
    }
}
