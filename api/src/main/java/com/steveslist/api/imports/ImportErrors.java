package com.steveslist.api.imports;

import com.steveslist.api.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What was wrong with rows; the first {@value #MOST} of an import are kept. */
@Component
final class ImportErrors {

    static final int MOST = 10_000;

    private final JdbcClient jdbc;

    ImportErrors(@Qualifier("importsJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param before how many rows of the import had failed before these */
    void keep(ImportId id, List<RowFailure> failures, int before) {
        List<RowFailure> kept = failures.stream().limit(Math.max(0, MOST - before)).toList();
        if (kept.isEmpty()) {
            return;
        }
        jdbc.sql("insert into import_errors (import_id, row, key, code, detail, fields)"
                + " select ?, * from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[])")
                .params(
                        id.value(),
                        kept.stream().map(RowFailure::row).toArray(Integer[]::new),
                        kept.stream().map(RowFailure::key).toArray(String[]::new),
                        kept.stream().map(RowFailure::code).toArray(String[]::new),
                        kept.stream().map(RowFailure::detail).toArray(String[]::new),
                        kept.stream().map(ImportErrors::fields).toArray(String[]::new))
                .update();
    }

    private static String fields(RowFailure failure) {
        return new String(Json.write(failure.errors(), false), StandardCharsets.UTF_8);
    }

    /** By row, those behind {@code after}. */
    List<RowFailure> list(ImportId id, int after, int limit) {
        return listOfEach(List.of(id), after, limit).getOrDefault(id, List.of());
    }

    /** Likewise, of each of several imports that have any. */
    Map<ImportId, List<RowFailure>> listOfEach(Collection<ImportId> ids, int after, int limit) {
        Map<ImportId, List<RowFailure>> found = new HashMap<>();
        jdbc.sql("""
                        select wanted.id, failed.* from unnest(?::text[]) wanted (id) cross join lateral (
                            select row, key, code, detail, fields from import_errors
                            where import_id = wanted.id and row > ? order by row limit ?) failed
                        order by wanted.id, failed.row""")
                .params(ids.stream().map(ImportId::value).toArray(String[]::new), after, limit)
                .query(row -> {
                    RowFailure failure = new RowFailure(
                            row.getInt(2), row.getString(3), row.getString(4), row.getString(5), fields(Json.read(row.getString(6))));
                    found.computeIfAbsent(new ImportId(row.getString(1)), id -> new ArrayList<>()).add(failure);
                });
        return found;
    }

    private static List<RowFailure.Field> fields(JsonNode fields) {
        return fields.valueStream()
                .map(field -> new RowFailure.Field(
                        field.path("pointer").asString(), field.path("code").asString(), field.path("detail").asString()))
                .toList();
    }
}
