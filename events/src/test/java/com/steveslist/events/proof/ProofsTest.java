package com.steveslist.events.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProofsTest {

    private static final int MOST = 600;
    private static final LeavesInMemory TREE = LeavesInMemory.of(MOST);

    @Test
    void a_tree_that_grows_has_at_every_size_the_root_that_the_rfc_defines() {
        MerkleTree growing = new MerkleTree();
        for (int size = 0; size < MOST; size++) {
            assertThat(growing.root()).as("%d leaves", size).isEqualTo(TREE.root(size));
            assertThat(MerkleTree.of(size, TREE).root()).as("%d leaves, begun again", size).isEqualTo(TREE.root(size));
            growing.add(TREE.leaf(size));
        }
    }

    @Test
    void a_tree_that_was_begun_again_grows_on() {
        for (int size = 0; size < 70; size++) {
            MerkleTree again = MerkleTree.of(size, TREE);
            for (int index = size; index < 100; index++) {
                again.add(TREE.leaf(index));
            }
            assertThat(again.root()).isEqualTo(TREE.root(100));
        }
    }

    @Test
    void every_leaf_of_every_size_up_to_200_is_included_and_no_other_is() {
        for (int size = 1; size <= 200; size++) {
            Hash root = TREE.root(size);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = InclusionProof.of(index, size, TREE);
                assertThat(proof.root(TREE.leaf(index))).as("%d of %d", index, size).isEqualTo(root);
                assertThat(proof.root(TREE.leaf(index + 1))).isNotEqualTo(root);
            }
        }
    }

    @Test
    void every_tree_up_to_150_is_consistent_with_every_larger_one() {
        List<Hash> roots = IntStream.rangeClosed(0, 151).mapToObj(TREE::root).toList();
        for (int to = 1; to <= 150; to++) {
            for (int from = 1; from <= to; from++) {
                ConsistencyProof proof = ConsistencyProof.of(from, to, TREE);
                assertThat(proof.holds(roots.get(from), roots.get(to))).as("%d to %d", from, to).isTrue();
                assertThat(proof.holds(roots.get(from), roots.get(to + 1))).as("%d to the wrong root", from).isFalse();
                assertThat(proof.holds(roots.get(from + 1), roots.get(to))).as("from a wrong root to %d", to).isFalse();
            }
        }
    }

    @Property
    void a_proof_with_another_hash_or_of_another_length_proves_nothing(
            @ForAll @IntRange(min = 2, max = MOST) int size, @ForAll @IntRange(max = MOST - 1) int someIndex, @ForAll int somewhere) {
        int index = someIndex % size;
        InclusionProof proof = InclusionProof.of(index, size, TREE);
        Hash root = TREE.root(size);

        List<Hash> altered = new ArrayList<>(proof.path());
        altered.set(Math.floorMod(somewhere, altered.size()), Hash.EMPTY);
        assertThat(new InclusionProof(index, size, altered).root(TREE.leaf(index))).isNotEqualTo(root);

        List<Hash> longer = new ArrayList<>(proof.path());
        longer.add(Hash.EMPTY);
        assertThatExceptionOfType(MalformedProofException.class)
                .isThrownBy(() -> new InclusionProof(index, size, longer).root(TREE.leaf(index)));
        List<Hash> shorter = proof.path().subList(0, proof.path().size() - 1);
        assertThatExceptionOfType(MalformedProofException.class)
                .isThrownBy(() -> new InclusionProof(index, size, shorter).root(TREE.leaf(index)));
    }

    @Property
    void no_history_with_one_other_leaf_is_consistent(
            @ForAll @IntRange(min = 1, max = MOST) int one, @ForAll @IntRange(min = 1, max = MOST) int other, @ForAll int somewhere) {
        int from = Math.min(one, other);
        int to = Math.max(one, other);
        int altered = Math.floorMod(somewhere, from);
        LeavesInMemory rewritten = new LeavesInMemory();
        for (int index = 0; index < to; index++) {
            rewritten.add(index == altered ? Hash.EMPTY : TREE.leaf(index));
        }

        ConsistencyProof proof = ConsistencyProof.of(from, to, rewritten);

        assertThat(proof.holds(rewritten.root(from), rewritten.root(to))).isTrue();
        assertThat(proof.holds(TREE.root(from), rewritten.root(to))).isFalse();
    }

    @Test
    void proofs_are_short() {
        Nodes some = (level, index) -> Hash.EMPTY;
        for (int size = 16; size <= MOST; size++) {
            double bound = 40 * Math.log(size) / Math.log(2);
            for (int index = 0; index < size; index++) {
                assertThat(InclusionProof.of(index, size, some).path().size() * Hash.BYTES).isLessThanOrEqualTo((int) bound);
                int longest = Long.SIZE - Long.numberOfLeadingZeros(size - 1) + 1;
                int hashes = ConsistencyProof.of(index + 1, size, some).path().size();
                assertThat(hashes).as("the RFC's own bound, %d to %d", index + 1, size).isLessThanOrEqualTo(longest);
                if (size > 256) {
                    assertThat(hashes * Hash.BYTES).isLessThanOrEqualTo((int) bound);
                }
            }
        }
    }

    @Test
    void there_is_no_proof_of_what_is_not_there() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> InclusionProof.of(5, 5, TREE));
        assertThatExceptionOfType(MalformedProofException.class).isThrownBy(() -> ConsistencyProof.of(0, 5, TREE));
        assertThatExceptionOfType(MalformedProofException.class).isThrownBy(() -> ConsistencyProof.of(6, 5, TREE));
    }

    @Test
    void proofs_are_read_as_they_were_written() {
        InclusionProof inclusion = InclusionProof.of(41, 100, TREE);
        ConsistencyProof consistency = ConsistencyProof.of(41, 100, TREE);

        assertThat(InclusionProof.parse(inclusion.text())).isEqualTo(inclusion);
        assertThat(ConsistencyProof.parse(consistency.text())).isEqualTo(consistency);
        assertThatExceptionOfType(MalformedProofException.class).isThrownBy(() -> InclusionProof.parse(consistency.text()));
        assertThatExceptionOfType(MalformedProofException.class)
                .isThrownBy(() -> InclusionProof.parse(inclusion.text().replace("v1", "v2"))).withMessageContaining("v2");
    }

    @Test
    void a_tree_grows_on_from_its_peaks() {
        MerkleTree begun = MerkleTree.of(100, MerkleTree.of(100, TREE).peaks());
        begun.add(TREE.leaf(100));

        assertThat(begun.root()).isEqualTo(TREE.root(101));
        assertThatExceptionOfType(MalformedProofException.class).isThrownBy(() -> MerkleTree.of(100, List.of(Hash.EMPTY)));
    }
}
