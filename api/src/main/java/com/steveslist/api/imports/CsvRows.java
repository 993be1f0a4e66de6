package com.steveslist.api.imports;

import com.steveslist.api.csv.Cells;
import com.steveslist.api.csv.CsvReader;
import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.FieldError;
import com.steveslist.api.http.Json;
import com.steveslist.api.input.Bytes;
import com.steveslist.api.listing.ListingRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** CSV whose columns are fields of a listing. An empty cell is a field that is left out. */
final class CsvRows implements RowSource {

    private static final int MOST_COLUMNS = 2_000;
    private static final String ATTRIBUTE = "attributes.";
    private static final Set<String> LISTS = Set.of("labels", "photos");
    private static final Set<String> NUMBERS = Set.of("price_amount", "quantity", "latitude", "longitude");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?");

    private final CsvReader reader;
    private final List<String> columns;

    private CsvRows(CsvReader reader, List<String> columns) {
        this.reader = reader;
        this.columns = columns;
    }

    static CsvRows of(Bytes bytes) throws IOException {
        CsvReader reader = new CsvReader(bytes, LONGEST);
        List<String> header = reader.next();
        List<String> columns = header == null ? List.of() : header.stream().map(Cells::readText).toList();
        check(columns);
        return new CsvRows(reader, columns);
    }

    private static void check(List<String> columns) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!isKnown(column)) {
                errors.add(
                        error(column, "unknown", "There is no column " + column + ". Known: key, " + String.join(", ", ListingRows.FIELDS)
                                .replace("attributes", "attributes.<name>") + "."));
            } else if (!seen.add(column)) {
                errors.add(error(column, "duplicate", "The column " + column + " is there twice."));
            }
        }
        if (!seen.contains("key")) {
            errors.add(error("key", "required", "A column key is required: it names each row among all that you import."));
        }
        if (columns.size() > MOST_COLUMNS) {
            errors.add(error("", "too_many", "At most " + MOST_COLUMNS + " columns are possible."));
        }
        if (!errors.isEmpty()) {
            throw ApiException.invalid(errors.subList(0, Math.min(100, errors.size())));
        }
    }

    private static FieldError error(String column, String code, String detail) {
        return new FieldError(FieldError.In.BODY, "/" + FieldError.escape(column), code, detail);
    }

    private static boolean isKnown(String column) {
        return column.startsWith(ATTRIBUTE)
                ? column.length() > ATTRIBUTE.length()
                : column.equals("key")
                        || ListingRows.FIELDS.contains(column) && !column.equals("attributes")
                        || ListingRows.READ_ONLY.contains(column);
    }

    @Override
    public byte @Nullable [] next() throws IOException {
        List<String> cells = reader.next();
        if (cells == null) {
            return null;
        }
        if (cells.size() != columns.size()) {
            throw reader.invalid("it has " + cells.size() + " cells, and the header " + columns.size());
        }
        ObjectNode row = Json.object();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                put(row, columns.get(i), cells.get(i));
            }
        }
        return Json.write(row, false);
    }

    private static void put(ObjectNode row, String column, String cell) {
        if (column.startsWith(ATTRIBUTE)) {
            row.withObjectProperty("attributes").put(column.substring(ATTRIBUTE.length()), Cells.readText(cell));
        } else if (LISTS.contains(column)) {
            Cells.readList(cell).forEach(row.withArrayProperty(column)::add);
        } else if (NUMBERS.contains(column) && NUMBER.matcher(cell).matches()) {
            // What is no number stays a text, about which the reader of listings complains.
            row.set(column, Json.read(cell));
        } else {
            row.put(column, Cells.readText(cell));
        }
    }
}
