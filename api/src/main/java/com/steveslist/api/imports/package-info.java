/**
 * {@code /v1/imports}: many listings from one body. A body is received into chunks in the database; any node takes an import over, carries
 * its chunks out in the background and counts each in the transaction that deletes it. Rows are idempotent, so doing a chunk again does no
 * harm, and that is all that a crash leads to.
 */
@NullMarked
package com.steveslist.api.imports;

import org.jspecify.annotations.NullMarked;
