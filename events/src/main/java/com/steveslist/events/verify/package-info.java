/**
 * {@code steveslist-verify}: says whether an export of the log is what the log's key has signed, and what an auditor has seen before. A
 * program of its own for people who trust nobody: it needs a JDK and the files it is given, no database, no network and nothing of this
 * software but {@code com.steveslist.events.proof}. It is meant to be read.
 */
@NullMarked
package com.steveslist.events.verify;

import org.jspecify.annotations.NullMarked;
