package com.steveslist.api.proof;

import com.steveslist.events.proof.Hash;
import com.steveslist.events.proof.InclusionProof;
import java.util.List;

/**
 * That an event is among the first ones.
 *
 * @param id its position
 * @param size of the tree that it is in
 * @param leaf its hash, as the tree has it, in lower-case hexadecimal
 * @param root of that tree, likewise
 * @param path the hashes beside the way from leaf to root, lowest first, likewise
 * @param proof the same as the text that {@code steveslist-verify} reads
 */
record InclusionResource(String id, long position, long size, String leaf, String root, List<String> path, String proof) {

    static InclusionResource of(InclusionProof proof, Hash leaf) {
        return new InclusionResource(
                Long.toString(proof.index() + 1),
                proof.index() + 1,
                proof.size(),
                leaf.toString(),
                proof.root(leaf).toString(),
                proof.path().stream().map(Hash::toString).toList(),
                proof.text());
    }
}
