/**
 * Kafka to the warehouse: every event as partitioned Parquet, and tables for analysts made from those files, so that any engine that
 * reads Parquet can answer without touching a production database.
 *
 * <p>Progress is the files. {@code events/date=2026-11-23/e1-p03-000000000100-000000000250.parquet} holds the records of partition 3 from
 * offset 100 up to, not including, 250. A file appears whole: it is written under another name, forced to disk and renamed. The next
 * offset of a partition is the end of its last file, so a crash at any moment neither loses nor doubles a record. Small files are merged;
 * a file whose range lies within another's is left over from that and is not read. Encrypted values are left out: ids, never persons.
 */
@NullMarked
package com.steveslist.projections.warehouse;

import org.jspecify.annotations.NullMarked;
