package com.steveslist.api.exports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an export can be written as. */
enum ExportFormat {
    NDJSON(ExportFormat.NDJSON_TYPE),
    CSV(ExportFormat.CSV_TYPE),
    PARQUET(ExportFormat.PARQUET_TYPE);

    static final String NDJSON_TYPE = "application/x-ndjson";
    static final String CSV_TYPE = "text/csv";
    static final String PARQUET_TYPE = "application/vnd.apache.parquet";
    static final List<String> TYPES = List.of(NDJSON_TYPE, CSV_TYPE, PARQUET_TYPE);

    private final String type;

    ExportFormat(String type) {
        this.type = type;
    }

    /** As {@code format} names it, and as a file's name ends. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As {@code Content-Type} names it. */
    String contentType() {
        return this == CSV ? CSV_TYPE + ";header=present;charset=utf-8" : type;
    }

    boolean isText() {
        return this != PARQUET;
    }

    /** Throws {@link IllegalArgumentException} for a name that none has. */
    static ExportFormat ofCode(String code) {
        return Arrays.stream(values()).filter(format -> format.code().equals(code)).findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    static ExportFormat ofType(String type) {
        return Arrays.stream(values()).filter(format -> format.type.equals(type)).findFirst().orElseThrow();
    }
}
