/**
 * Proof that the log was not altered, as mathematics: how an event becomes the leaf of a Merkle tree, the tree of RFC 9162 over all events
 * in the order of their positions, proofs of inclusion and consistency, and the notes that the log's key signs. The names of the RFC are
 * kept; the leaf at index i is the event at position i + 1. Everything here can be reproduced from {@code infra/docs/proofs.md} in any
 * language, and needs nothing but the JDK: {@code steveslist-verify} is made of this package alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1">RFC 9162, 2.1: Merkle Trees</a>
 */
@NullMarked
package com.steveslist.events.proof;

import org.jspecify.annotations.NullMarked;
