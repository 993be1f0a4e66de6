/**
 * {@code ./steveslist backup} and {@code restore}: the events with all that stands beside them in their server, to any moment, and the keys
 * of personal data, always as they were last. The two lie apart, in folders that can be kept on different disks by different people.
 *
 * <p>They differ because they must. Events are wanted back as they were. A key that was erased must never come back, or the erasure of a
 * person would last only until the next restore. So the copy of the server's files leaves the table of keys out, and after a restore the
 * newest copy of the keys is put in: an erasure that it knows wins over any older key. What cannot be left out is the write-ahead log, where
 * a key stands on the day that it is made, wrapped with the master key: whoever wants that gone deletes backups of that age, or keeps the
 * keys on a server of their own ({@code STEVESLIST_KEYS_URL}), whose log is not archived here.
 */
@NullMarked
package com.steveslist.infra.backup;

import org.jspecify.annotations.NullMarked;
