package com.steveslist.query.export;

import java.nio.file.Path;
import java.util.Map;

/** Port: makes Parquet of rows. */
public interface ParquetFiles {

    /**
     * Reads a file of JSON objects, a line each, and writes a file with a column for each member of {@code row}, without ever holding all
     * rows.
     *
     * @param metadata goes into the file
     * @throws IllegalStateException when that cannot be done
     */
    void convert(Path ndjson, Path parquet, Shape.Struct row, Map<String, String> metadata);
}
