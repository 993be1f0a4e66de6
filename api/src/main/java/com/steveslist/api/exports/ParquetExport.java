package com.steveslist.api.exports;

import com.steveslist.api.consistency.ConsistencyTokens;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.http.Download;
import com.steveslist.api.http.Json;
import com.steveslist.events.log.LogPosition;
import com.steveslist.query.export.ParquetFiles;
import com.steveslist.query.export.Shape;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Makes Parquet, which cannot be written from its beginning to its end, by way of two files that nobody else may read. The one with the rows
 * is deleted before the first byte is sent, the other one afterwards; those of a node that was killed by the next export on its machine.
 */
@Component
final class ParquetExport {

    private static final long MOST_BYTES = 4_000_000_000L;
    private static final int LEFT_OVER_AFTER_MINUTES = 30;
    private static final int BUFFER = 64 * 1024;

    private final ParquetFiles files;
    private final ConsistencyTokens tokens;

    ParquetExport(ParquetFiles files, ConsistencyTokens tokens) {
        this.files = files;
        this.tokens = tokens;
    }

    /** All rows of a file. */
    @FunctionalInterface
    interface Rows {

        /** Writes them; returns the position in the log that they show. */
        LogPosition writeTo(RowWriter writer) throws IOException;
    }

    void send(Rows rows, Shape.Struct shape, Download.Start start) throws IOException {
        Path folder = folder();
        Path ndjson = Files.createTempFile(folder, "rows", ".ndjson");
        Path parquet = Files.createTempFile(folder, "rows", ".parquet");
        try {
            LogPosition at = write(rows, ndjson);
            Map<String, String> metadata = Map.of(
                    "consistency_token", tokens.encode(at),
                    "exported_at", Json.time(Instant.now()));
            files.convert(ndjson, parquet, shape, metadata);
            Files.delete(ndjson);
            Files.copy(parquet, start.at(at));
        } finally {
            Files.deleteIfExists(ndjson);
            Files.deleteIfExists(parquet);
        }
    }

    private static LogPosition write(Rows rows, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            long[] written = {0};
            return rows.writeTo(row -> {
                byte[] line = Json.write(row, false);
                written[0] += line.length + 1;
                if (written[0] > MOST_BYTES) {
                    throw ApiException.of(
                            ErrorCode.EXPORT_TOO_LARGE, "As Parquet an export has at most 4 GB of rows. Take it as NDJSON or CSV.");
                }
                out.write(line);
                out.write('\n');
            });
        }
    }

    /** Temporary files are their owner's alone ({@code rw-------}). */
    private static Path folder() throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "steveslist-exports-" + System.getProperty("user.name"));
        Files.createDirectories(folder);
        Instant before = Instant.now().minus(LEFT_OVER_AFTER_MINUTES, ChronoUnit.MINUTES);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "rows*")) {
            for (Path file : all) {
                if (Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return folder;
    }
}
