package com.steveslist.api.imports;

import java.util.Locale;

/** Where an import is; lower case in the table and in answers. */
enum ImportStatus {
    /** Its body arrives. */
    RECEIVING,
    /** Its body is here whole, and its rows are carried out or wait for it. */
    PROCESSING,
    /** Every row was carried out. */
    COMPLETED,
    /** Every row had its turn, and some were refused. */
    COMPLETED_WITH_ERRORS,
    /** Its body was refused or did not arrive whole; no row was carried out. */
    FAILED,
    /** Stopped on its owner's wish. */
    CANCELLED;

    boolean isRunning() {
        return this == RECEIVING || this == PROCESSING;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ImportStatus of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
