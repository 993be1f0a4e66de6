/**
 * Checks a dossier, the story of a thing with its proofs, without a log, a database or a network: that each of its events stands in the log
 * under a head that a known key signed, and that what the dossier says beside each sentence is what the log has.
 */
@NullMarked
package com.steveslist.events.proof.dossier;

import org.jspecify.annotations.NullMarked;
