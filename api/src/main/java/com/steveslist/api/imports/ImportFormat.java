package com.steveslist.api.imports;

import com.steveslist.api.input.Bytes;
import java.io.IOException;

/** What a body of an import can be. */
enum ImportFormat {
    NDJSON(ImportFormat.NDJSON_TYPE),
    CSV(ImportFormat.CSV_TYPE);

    static final String NDJSON_TYPE = "application/x-ndjson";
    static final String CSV_TYPE = "text/csv";

    private final String mediaType;

    ImportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    static ImportFormat of(String mediaType) {
        return mediaType.equals(CSV.mediaType) ? CSV : NDJSON;
    }

    /** The rows of a body. Throws {@link com.steveslist.api.error.ApiException} for a header that is wrong. */
    RowSource rows(Bytes bytes) throws IOException {
        return this == CSV ? CsvRows.of(bytes) : new NdjsonRows(bytes);
    }
}
