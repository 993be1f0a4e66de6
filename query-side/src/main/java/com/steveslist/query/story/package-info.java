/**
 * The whole story of a thing in plain words: every event that belongs to it, across all streams, one sentence each, in the order of the log;
 * and the same as a dossier to hand over, with the proofs that each event stands in the log. It reads the log alone and asks no clock, so it
 * is the same wherever and whenever it is told.
 */
@NullMarked
package com.steveslist.query.story;

import org.jspecify.annotations.NullMarked;
