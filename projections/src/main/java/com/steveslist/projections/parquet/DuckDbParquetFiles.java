package com.steveslist.projections.parquet;

import com.steveslist.projections.warehouse.DuckDb;
import com.steveslist.query.export.ParquetFiles;
import com.steveslist.query.export.Shape;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Reads JSON and writes Parquet in one pass, in a DuckDB of its own that is gone afterwards. */
final class DuckDbParquetFiles implements ParquetFiles {

    private static final int SECONDS = 240;
    private static final int ROW_GROUP = 20_000;

    @Override
    public void convert(Path ndjson, Path parquet, Shape.Struct row, Map<String, String> metadata) {
        String columns = row.members().entrySet().stream()
                .map(member -> quoted(member.getKey()) + ": " + quoted(type(member.getValue())))
                .collect(Collectors.joining(", ", "{", "}"));
        String said = metadata.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + quoted(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        String copy = "copy (select * from read_json(" + DuckDb.quoted(ndjson) + ", format = 'newline_delimited', columns = " + columns
                + ")) to " + DuckDb.quoted(parquet) + " (format parquet, compression zstd, row_group_size " + ROW_GROUP + ", kv_metadata "
                + said + ")";
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            // What does not fit into memory would be written to a disk where nobody deletes it.
            statement.execute("set temp_directory = ''");
            statement.execute("set preserve_insertion_order = true");
            statement.setQueryTimeout(SECONDS);
            statement.execute(copy);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB cannot make a Parquet file: " + e.getMessage(), e);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String type(Shape shape) {
        return switch (shape) {
            case Shape.Text text -> "VARCHAR";
            case Shape.Whole whole -> "BIGINT";
            case Shape.Decimal decimal -> "DOUBLE";
            case Shape.Time time -> "TIMESTAMP WITH TIME ZONE";
            case Shape.TextMap map -> "MAP(VARCHAR, VARCHAR)";
            case Shape.ListOf(Shape item) -> type(item) + "[]";
            case Shape.Struct(SequencedMap<String, Shape> members) -> members.entrySet().stream()
                    .map(member -> '"' + member.getKey() + "\" " + type(member.getValue()))
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        };
    }
}
