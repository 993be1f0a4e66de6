/**
 * Keeps the Merkle tree over the log and what is signed about it. A consumer of its own reads the log in the order of positions, behind all
 * appends, and costs them nothing; nodes and place are written in one transaction, whose lock lets one node at a time add. The mathematics
 * and all forms are in {@code com.steveslist.events.proof}; how to check them without this code is in {@code infra/docs/proofs.md}.
 */
@NullMarked
package com.steveslist.infra.proof;

import org.jspecify.annotations.NullMarked;
