package com.steveslist.api.proof;

import com.steveslist.events.proof.ConsistencyProof;
import com.steveslist.events.proof.Hash;
import java.util.List;

/**
 * That the first events are the first ones of more.
 *
 * @param id names the two sizes
 * @param fromRoot of the tree of {@code from} events, in lower-case hexadecimal
 * @param toRoot of that of {@code to}, likewise
 * @param path as RFC 9162 orders it, likewise
 * @param proof the same as the text that {@code steveslist-verify} reads
 */
record ConsistencyResource(String id, long from, long to, String fromRoot, String toRoot, List<String> path, String proof) {

    static ConsistencyResource of(ConsistencyProof proof, Hash fromRoot, Hash toRoot) {
        return new ConsistencyResource(
                proof.from() + "-" + proof.to(),
                proof.from(),
                proof.to(),
                fromRoot.toString(),
                toRoot.toString(),
                proof.path().stream().map(Hash::toString).toList(),
                proof.text());
    }
}
