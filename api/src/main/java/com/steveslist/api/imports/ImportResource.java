package com.steveslist.api.imports;

import com.steveslist.api.imports.Import.Counts;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An import as its owner sees it.
 *
 * @param rowsTotal null until the body is here
 * @param rowsDone those that had their turn: created, updated, unchanged and failed together
 * @param failure why the body was refused, when {@code status} is {@code failed}
 */
record ImportResource(
        String id,
        String status,
        String format,
        @Nullable Integer rowsTotal,
        int rowsDone,
        int created,
        int updated,
        int unchanged,
        int failed,
        @Nullable Failure failure,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    record Failure(String code, String detail) {}

    static ImportResource of(Import known) {
        Counts counts = known.counts();
        String code = known.failureCode();
        return new ImportResource(
                known.id().value(),
                known.status().code(),
                known.format().name().toLowerCase(Locale.ROOT),
                known.rowsTotal(),
                counts.done(),
                counts.created(),
                counts.updated(),
                counts.unchanged(),
                counts.failed(),
                code == null ? null : new Failure(code, known.failureDetail() == null ? "" : known.failureDetail()),
                known.createdAt(),
                known.updatedAt(),
                known.version());
    }
}
